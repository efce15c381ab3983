package dev.slipway.notifier.core;

import dev.slipway.events.NoticeEvent.NoticeFailed;
import dev.slipway.events.NoticeEvent.NoticeSent;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.work.Actor;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends the messages of a channel, the oldest first, no faster than the chat allows. One message an act: so a crash repeats one at
 * most. It is announced in the channel's note before it is sent, and whoever meets an announcement that he did not just write
 * himself marks the message as a possible repetition.
 */
public final class Teller implements Actor<NoticeWork> {
    private static final int UNCONFIRMED_MAX = 3;
    private final Map<String, Chat> chats;
    private final Wording wording;
    private final Map<String, UUID> announcedHere = new ConcurrentHashMap<>();

    /** @param chats by the type that channels name them with */
    public Teller(Map<String, Chat> chats, Wording wording) {
        this.chats = Map.copyOf(chats);
        this.wording = wording;
    }

    @Override
    public Segment segment() {
        return Segment.CHAT;
    }

    @Override
    public Outcome<NoticeWork> act(String resource, List<Row<NoticeWork>> rows, Stage<NoticeWork> stage)
            throws InterruptedException {
        var note = stage.note(ChannelNote.class).orElse(ChannelNote.BLANK);
        var sorted = EngineQueue.of(rows, note, stage.now());
        return sorted.open().isEmpty() ? sorted.rest() : sorted.rest().and(act(sorted.open(), note, stage));
    }

    private Outcome<NoticeWork> act(List<Row<NoticeWork>> rows, ChannelNote note, Stage<NoticeWork> stage)
            throws InterruptedException {
        var queue = MessageQueue.of(rows, note.announced());
        var chat = chats.get(queue.first().intent().address().type());
        if (chat == null) {
            return end(queue, note, List.of(), stage.now(), failed(queue.first(), unknown(queue.first())));
        }
        var now = stage.now();
        var mustWait = queue.next(note.pace(), chat.limits(), now).isAfter(now);
        if (mustWait || !queue.first().id().equals(note.announced())) {
            return announce(queue, note, chat.limits(), now);
        }
        return send(queue, note, chat, stage);
    }

    @Override
    public Outcome<NoticeWork> giveUp(Row<NoticeWork> row, Failure why, Stage<NoticeWork> stage) {
        return notSent(row, why);
    }

    private Outcome<NoticeWork> announce(MessageQueue queue, ChannelNote note, List<Limit> limits, Instant now) {
        var announced = announced(queue, note);
        return queue.wait(announced.pace(), limits, now).keep(announced);
    }

    private Outcome<NoticeWork> send(MessageQueue queue, ChannelNote note, Chat chat, Stage<NoticeWork> stage)
            throws InterruptedException {
        var first = queue.first();
        var work = first.intent();
        var surelyNew = announcedHere.remove(first.resource(), first.id()) && note.unconfirmed() == 0;
        var notice = surelyNew ? work.notice() : work.notice().asPerhapsRepeated();
        Outcome<NoticeWork> outcome;
        var told = note;
        try {
            chat.send(work.address(), notice);
            told = note.told(work.engine());
            outcome = sent(first);
        } catch (PermanentFailure e) {
            outcome = failed(first, e.failure());
        } catch (NotConfirmed e) {
            if (surelyNew && !e.isPerhapsDelivered()) {
                announcedHere.put(first.resource(), first.id());
            }
            return retry(queue, note.after(stage.now(), chat.limits()), e);
        }
        var now = stage.now();
        return end(queue, told.after(now, chat.limits()), chat.limits(), now, outcome);
    }

    private Outcome<NoticeWork> retry(MessageQueue queue, ChannelNote note, NotConfirmed why) {
        var first = queue.first();
        if (!why.isPerhapsDelivered()) {
            return queue.retry(why.reason()).keep(note);
        }
        var doubtful = note.again();
        return doubtful.unconfirmed() < UNCONFIRMED_MAX
                ? queue.retry(why.reason()).keep(doubtful)
                : failed(first, unanswered(why))
                        .and(queue.rest().held(why.reason()))
                        .keep(doubtful.announce(null));
    }

    /** The first row ends; the next is announced at once, which saves it an act. */
    private Outcome<NoticeWork> end(
            MessageQueue queue, ChannelNote note, List<Limit> limits, Instant now, Outcome<NoticeWork> outcome) {
        var rest = queue.rest();
        return rest.isEmpty() ? outcome.keep(note.announce(null)) : outcome.and(announce(rest, note, limits, now));
    }

    private ChannelNote announced(MessageQueue queue, ChannelNote note) {
        var first = queue.first();
        if (first.id().equals(note.announced())) {
            return note;
        }
        announcedHere.put(first.resource(), first.id());
        return note.announce(first.id());
    }

    private Outcome<NoticeWork> sent(Row<NoticeWork> row) {
        var work = row.intent();
        var title = wording.title(work.notice());
        var channel = work.channel();
        return Outcome.<NoticeWork>none()
                .say(
                        row,
                        new NoticeSent(
                                channel.project(), channel.name(), work.notice().about(), title))
                .close(row);
    }

    private Outcome<NoticeWork> failed(Row<NoticeWork> row, Failure why) {
        return notSent(row, why).close(row);
    }

    private static Outcome<NoticeWork> notSent(Row<NoticeWork> row, Failure why) {
        var work = row.intent();
        var channel = work.channel();
        return Outcome.<NoticeWork>none()
                .say(
                        row,
                        new NoticeFailed(
                                channel.project(), channel.name(), work.notice().about(), why));
    }

    private Failure unknown(Row<NoticeWork> row) {
        var known = String.join(", ", chats.keySet().stream().sorted().toList());
        return new Failure(
                Segment.CHAT,
                "channel " + row.intent().channel() + " is of type '"
                        + row.intent().address().type() + "', which this version does not know",
                "set its type in the catalog to one of: " + known);
    }

    private static Failure unanswered(NotConfirmed last) {
        return new Failure(
                Segment.CHAT,
                "the chat did not confirm the message " + UNCONFIRMED_MAX + " times; last: " + last.reason(),
                "look whether the message is there; it is not sent again");
    }
}
