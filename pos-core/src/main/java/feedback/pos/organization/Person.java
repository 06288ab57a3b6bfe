package feedback.pos.organization;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Personal data of an applicant or an official. Kept apart from the messages, which name a person by id only, so that
 * it can be erased.
 *
 * @param id the embedder's or the identity provider's id, at most 100 characters
 * @param name as the person is addressed; a patronymic is not owed
 * @param email where answers are sent, if known
 * @param phone as given, if known
 */
public record Person(
        String id,
        String name,
        @Nullable String email,
        @Nullable String phone) {
    public Person {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }
}
