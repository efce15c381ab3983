package dev.slipway.console.core.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.console.core.work.Orders.Wanted;
import dev.slipway.service.work.Order;
import dev.slipway.service.work.Order.Kind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrdersTest {
    private static final String SERVICE = "build-service";
    private final FakeWork work = new FakeWork();

    @ParameterizedTest
    @EnumSource(names = {"RETRY_NOW", "GIVE_UP"})
    void whatIsMeantForAllRowsGoesToEachResourceThatHasSome(Kind kind) {
        work.waits(SERVICE, "hichat/server", "one");
        work.waits(SERVICE, "hichat/server", "two");
        work.waits(SERVICE, "hichat/web", "three");
        work.waits("config-updater", "git.example k8s", "four");

        for (var row : new @Nullable String[] {null, "*"}) {
            assertThat(orders(kind, "*", row))
                    .extracting(Order::kind, Order::resource, Order::row, Order::by)
                    .containsExactly(
                            tuple(kind, "hichat/server", null, "admin"), tuple(kind, "hichat/web", null, "admin"));
        }
        assertThat(orders(kind, "*", null)).extracting(Order::id).doesNotHaveDuplicates();
    }

    @Test
    void whereNothingIsOpenNothingIsOrdered() {
        assertThat(orders(Kind.RETRY_NOW, "*", null)).isEmpty();
        assertThat(orders(Kind.GIVE_UP, "hichat/server", null)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"PAUSE", "RESUME"})
    void whatLastsIsForAllThatComesToo(Kind kind) {
        work.waits(SERVICE, "hichat/server", "one");

        assertThat(orders(kind, "*", null))
                .extracting(Order::resource, Order::row)
                .containsExactly(tuple("*", null));
    }

    @Test
    void allIsResumedWhateverWasPausedByItsName() {
        work.paused.add(new PausedWork(SERVICE, "*", "li"));
        work.paused.add(new PausedWork(SERVICE, "hichat/server", "li"));
        work.paused.add(new PausedWork("config-updater", "git.example k8s", "li"));

        assertThat(orders(Kind.RESUME, "*", null)).extracting(Order::resource).containsExactly("*", "hichat/server");
        assertThat(orders(Kind.RESUME, "hichat/web", null))
                .extracting(Order::resource)
                .containsExactly("hichat/web");
    }

    @Test
    void aResourceIsMeantWithAllThatWaitsForIt() {
        work.waits(SERVICE, "hichat/server", "one");
        work.waits(SERVICE, "hichat/web", "two");

        assertThat(orders(Kind.GIVE_UP, "hichat/server", null))
                .extracting(Order::resource, Order::row)
                .containsExactly(tuple("hichat/server", null));
        assertThat(orders(Kind.GIVE_UP, "hichat/server", "*"))
                .extracting(Order::resource, Order::row)
                .containsExactly(tuple("hichat/server", null));
    }

    @Test
    void aRowIsOrderedAboutWhereItIs() {
        var row = work.waits(SERVICE, "hichat/server", "one");

        assertThat(orders(Kind.GIVE_UP, "*", row.key()))
                .extracting(Order::resource, Order::row)
                .containsExactly(tuple("hichat/server", row.key()));
        assertThat(orders(Kind.GIVE_UP, "hichat/web", row.key())).isEmpty();
        assertThat(orders(Kind.GIVE_UP, "*", "hichat/server|none")).isEmpty();
    }

    private List<Order> orders(Kind kind, String resource, @Nullable String row) {
        return new Orders(work)
                .of(new Wanted(SERVICE, kind, resource, row), "admin", Instant.parse("2026-11-20T12:00:00Z"));
    }
}
