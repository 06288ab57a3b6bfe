package feedback.pos.organization;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Personal data of an applicant, a voter or an official. Kept apart from the messages and ballots, which name a person by id or
 * not at all, so that it can be erased.
 *
 * @param id the embedder's or the identity provider's id, at most 100 characters
 * @param name as the person is addressed; a patronymic is not owed
 * @param email where answers are sent, if known
 * @param phone as given, if known
 * @param born day of birth, if known
 * @param residence where the person lives, if known
 * @param registration where the person is registered, if known
 * @param assurance how surely the person is known; null is as good as {@link Assurance#NONE}
 */
public record Person(
        String id,
        String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable LocalDate born,
        @Nullable Territory residence,
        @Nullable Territory registration,
        @Nullable Assurance assurance) {
    public Person {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }

    /** Somebody of whom nothing but name and contacts is known. */
    public Person(String id, String name, @Nullable String email, @Nullable String phone) {
        this(id, name, email, phone, null, null, null, null);
    }
}
