package dev.slipway.notifier.core;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** The texts of messages in one language. A language without texts is told in English. */
public final class Wording {
    private static final String TEXTS = "dev.slipway.notifier.messages";
    private static final int ENVIRONMENTS_MAX = 5;
    private final ResourceBundle texts;

    public Wording(Locale language) {
        var noOther = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);
        texts = ResourceBundle.getBundle(TEXTS, language, Wording.class.getClassLoader(), noOther);
    }

    public String text(String key, String... values) {
        return new MessageFormat(texts.getString(key), Locale.ROOT).format(values);
    }

    public String title(Notice notice) {
        var place = notice.place();
        var change = notice.change();
        return text(
                "title." + key(notice),
                place.application(),
                change == null ? "" : change.commit().abbreviated(),
                place.project(),
                environments(place.environments()));
    }

    private static String key(Notice notice) {
        var headline = notice.headline();
        if (headline != null) {
            return headline.key();
        }
        var change = notice.change();
        var isBuild = change != null && change.image() == null && change.config() == null;
        return (isBuild ? "build." : "release.") + notice.kind().word();
    }

    public String took(Duration took) {
        return took.toMinutes() == 0
                ? text("took.seconds", Long.toString(took.toSeconds()))
                : text("took.minutes", Long.toString(took.toMinutes()), Integer.toString(took.toSecondsPart()));
    }

    public String environments(List<String> names) {
        var shown = String.join(", ", names.subList(0, Math.min(names.size(), ENVIRONMENTS_MAX)));
        var hidden = names.size() - ENVIRONMENTS_MAX;
        return hidden > 0 ? text("and.more", shown, Integer.toString(hidden)) : shown;
    }
}
