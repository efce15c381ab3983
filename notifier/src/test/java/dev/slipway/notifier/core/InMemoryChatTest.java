package dev.slipway.notifier.core;

import java.util.List;

class InMemoryChatTest extends ChatContract {
    private final InMemoryChat chat = new InMemoryChat();

    @Override
    protected Chat chat() {
        return chat;
    }

    @Override
    protected Address address() {
        return new Address("memory", "none");
    }

    @Override
    protected void nextRequest(InMemoryChat.Mood mood) {
        chat.next(mood);
    }

    @Override
    protected List<String> titles() {
        return chat.taken().stream().map(Desk.WORDING::title).toList();
    }
}
