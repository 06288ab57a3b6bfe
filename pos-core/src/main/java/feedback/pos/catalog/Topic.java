package feedback.pos.catalog;

import feedback.pos.deadline.Term;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the classifier: category, subcategory or fact. Retired, never deleted.
 *
 * @param code stable, unique in the catalog
 * @param parent the code of the entry above, or null for a category
 * @param name Russian, as citizens read it
 * @param nameEn English, if there is one
 * @param fastTrack whether messages on it get the shortened term
 * @param term a term of its own, or null for the regulation's
 * @param examples phrases citizens write, from which the detector learns; may be empty
 * @param retired from this day on it takes no new messages, or null
 * @param successor the code that takes its place once retired, or null for the parent
 */
public record Topic(
        String code,
        @Nullable String parent,
        String name,
        @Nullable String nameEn,
        boolean fastTrack,
        @Nullable Term term,
        List<String> examples,
        @Nullable LocalDate retired,
        @Nullable String successor) {

    public Topic {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(name, "name");
        examples = List.copyOf(examples);
    }

    /** An ordinary topic with Russian name and examples. */
    public Topic(String code, @Nullable String parent, String name, boolean fastTrack, String... examples) {
        this(code, parent, name, null, fastTrack, null, List.of(examples), null, null);
    }

    /** The name in the language, Russian where there is no other. */
    public String name(Locale locale) {
        return nameEn != null && locale.getLanguage().equals("en") ? nameEn : name;
    }

    /** Whether the topic takes new messages on the day. */
    public boolean isActive(LocalDate day) {
        return retired == null || day.isBefore(retired);
    }
}
