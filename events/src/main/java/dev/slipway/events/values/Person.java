package dev.slipway.events.values;

/** Who wrote a commit, as Git says it. */
public record Person(String name, String email) {
    private static final int NAME_MAX = 200;
    private static final int EMAIL_MAX = 320;

    public Person {
        name = Texts.cut(name, NAME_MAX);
        email = Texts.cut(email, EMAIL_MAX);
    }
}
