package dev.slipway.console.outbound;

import dev.slipway.console.core.Accounts;
import dev.slipway.console.core.delivery.StoreUnavailable;
import io.quarkus.elytron.security.common.BcryptUtil;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Accounts with bcrypt hashes. */
public final class PostgresAccounts implements Accounts {
    private static final String ADMIN = "admin";
    private static final int PASSWORD_BYTES = 18;
    /** Compared with where there is no account, so that the time does not tell. */
    private static final String NOBODY = BcryptUtil.bcryptHash("nobody");

    private final Sql sql;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    public PostgresAccounts(DataSource source) {
        sql = new Sql(source);
    }

    @Override
    public boolean matches(String name, String password) {
        var hash = hash(name);
        var matches = BcryptUtil.matches(password, hash.orElse(NOBODY)) && hash.isPresent();
        if (matches) {
            seen.add(name);
        }
        return matches;
    }

    @Override
    public boolean exists(String name) {
        try {
            var exists = hash(name).isPresent();
            if (exists) {
                seen.add(name);
            } else {
                seen.remove(name);
            }
            return exists;
        } catch (StoreUnavailable e) {
            if (seen.contains(name)) {
                return true;
            }
            throw e;
        }
    }

    /**
     * The account of the first person. A password that is set always holds.
     *
     * @return the password that was made, where none was given and there was no account
     */
    public Optional<String> ensureAdmin(@Nullable String password) {
        if (password != null) {
            if (!hash(ADMIN).map(hash -> BcryptUtil.matches(password, hash)).orElse(false)) {
                write(password, "on conflict (name) do update set password = excluded.password");
            }
            return Optional.empty();
        }
        if (hash(ADMIN).isPresent()) {
            return Optional.empty();
        }
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        var made = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return write(made, "on conflict do nothing") > 0 ? Optional.of(made) : Optional.empty();
    }

    private int write(String password, String conflict) {
        return sql.transaction(transaction -> transaction.update(
                "insert into console.account (name, password) values (?, ?) " + conflict,
                ADMIN,
                BcryptUtil.bcryptHash(password)));
    }

    private Optional<String> hash(String name) {
        List<String> hashes = sql.transaction(transaction -> transaction.query(
                "select password from console.account where name = ?", row -> row.getString("password"), name));
        return hashes.stream().findFirst();
    }
}
