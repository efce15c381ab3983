package dev.slipway.notifier.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.notifier.core.InMemoryChat.Mood;
import dev.slipway.service.PermanentFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every chat promises. */
public abstract class ChatContract {
    private static final Notice NOTICE = Samples.notice(Notice.Kind.LIVE, "Say hello", null);

    protected abstract Chat chat() throws Exception;

    protected abstract Address address();

    protected abstract void nextRequest(Mood mood);

    /** The titles of the messages that people see. */
    protected abstract List<String> titles();

    @Test
    void aMessageThatIsConfirmedIsThere() throws Exception {
        chat().send(address(), NOTICE);

        assertThat(titles()).containsExactly("hichat/prod: server 9b1c2d3e is live");
    }

    @Test
    void aBusyChatHasNotGotTheMessage() throws Exception {
        var chat = chat();
        nextRequest(Mood.IS_BUSY);

        assertThatThrownBy(() -> chat.send(address(), NOTICE))
                .isInstanceOfSatisfying(
                        NotConfirmed.class,
                        e -> assertThat(e.isPerhapsDelivered()).isFalse());
        assertThat(titles()).isEmpty();
        chat.send(address(), NOTICE);
        assertThat(titles()).hasSize(1);
    }

    @Test
    void withoutAnAnswerNobodyKnows() throws Exception {
        var chat = chat();
        nextRequest(Mood.TAKES_BUT_DOES_NOT_ANSWER);

        assertThatThrownBy(() -> chat.send(address(), NOTICE))
                .isInstanceOfSatisfying(
                        NotConfirmed.class,
                        e -> assertThat(e.isPerhapsDelivered()).isTrue());
        assertThat(titles()).hasSize(1);
    }

    @Test
    void aRefusalSaysWhatToDo() throws Exception {
        var chat = chat();
        nextRequest(Mood.REFUSES);

        assertThatThrownBy(() -> chat.send(address(), NOTICE))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        e -> assertThat(e.failure().nextStep()).isNotBlank());
        assertThat(titles()).isEmpty();
    }

    @Test
    void statesItsLimits() throws Exception {
        assertThat(chat().limits()).isNotEmpty();
    }
}
