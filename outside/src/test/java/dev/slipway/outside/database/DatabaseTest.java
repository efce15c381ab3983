package dev.slipway.outside.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    @TempDir
    Path folder;

    @Test
    void whatWasWrittenIsThereAfterARestartOnTheSamePort() throws Exception {
        int port;
        try (var database = Database.start(folder, 0)) {
            port = database.port();
            run(database, "create table greetings (text text)");
            run(database, "insert into greetings values ('hello')");
        }
        try (var database = Database.start(folder, port)) {
            assertThat(database.port()).isEqualTo(port);
            assertThat(read(database, "select text from greetings")).isEqualTo("hello");
        }
    }

    @Test
    void settingsSurviveACrash() throws Exception {
        try (var database = Database.start(folder, 0)) {
            assertThat(read(database, "show fsync")).isEqualTo("on");
            assertThat(read(database, "show full_page_writes")).isEqualTo("on");
            assertThat(read(database, "show synchronous_commit")).isEqualTo("on");
            assertThat(read(database, "show listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void aLockOfAProcessThatIsGoneIsNoObstacle() throws Exception {
        Database.start(folder, 0).close();
        Files.writeString(folder.resolve("postmaster.pid"), "999999999\n" + folder.toRealPath() + "\n");

        try (var database = Database.start(folder, 0)) {
            assertThat(read(database, "select 1")).isEqualTo("1");
        }
    }

    private static void run(Database database, String sql) throws Exception {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String read(Database database, String sql) throws Exception {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), "");
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
