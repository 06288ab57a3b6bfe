package feedback.pos;

import feedback.pos.codec.Codec;
import feedback.pos.organization.Person;
import feedback.pos.refusal.Refusal;
import feedback.pos.store.Records;
import java.util.List;
import java.util.Optional;

/** Personal data, apart from the messages so that it can be erased. Thread-safe. */
public final class People {
    private static final String KIND = "person";
    private static final int NAME_LIMIT = 300;

    private final Records records;
    private final Codec codec;

    People(Records records, Codec codec) {
        this.records = records;
        this.codec = codec;
    }

    /**
     * Writes a person down, or anew.
     *
     * @throws Refusal INVALID_VALUE if the name is empty or longer than 300 characters, or the id longer than 100
     */
    public void put(Person person) {
        put(List.of(person));
    }

    /** Writes people down in one step. */
    public void put(List<Person> people) {
        people.forEach(People::check);
        records.put(people.stream()
                .map(each -> new Records.Document(KIND, each.id(), codec.writeRecord(each)))
                .toList());
    }

    private static void check(Person person) {
        if (person.name().isBlank() || person.name().length() > NAME_LIMIT) {
            throw Refusal.field("name", "text.tooLong", NAME_LIMIT);
        }
        if (person.id().isBlank() || person.id().length() > 100) {
            throw Refusal.field("id", "text.tooLong", 100);
        }
    }

    /** The person, unless unknown or erased. */
    public Optional<Person> find(String id) {
        return records.get(KIND, id).map(body -> codec.readRecord(body, Person.class));
    }

    /** The person's name, or the id where it is unknown. */
    public String nameOf(String id) {
        return find(id).map(Person::name).orElse(id);
    }

    void forget(String id) {
        records.remove(KIND, id);
    }
}
