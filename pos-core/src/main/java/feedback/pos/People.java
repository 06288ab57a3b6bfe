package feedback.pos;

import feedback.pos.codec.Codec;
import feedback.pos.organization.Person;
import feedback.pos.refusal.Refusal;
import feedback.pos.store.Records;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Personal data, apart from the messages so that it can be erased. Thread-safe. */
public final class People {
    private static final String KIND = "person";
    private static final int NAME_LIMIT = 300;
    private static final int PAGE = 500;

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
        List<Records.Document> documents = new ArrayList<>();
        for (Person each : people) {
            // Before it is written, so that no name is left by which nobody would know to find it
            Set<String> stale = new LinkedHashSet<>();
            find(each.id()).map(PersonKeys::keys).ifPresent(stale::addAll);
            stale.removeAll(PersonKeys.keys(each));
            PersonKeys.remove(records, stale);
            documents.add(new Records.Document(KIND, each.id(), codec.writeRecord(each)));
            documents.addAll(PersonKeys.documents(each));
        }
        records.put(documents);
    }

    /**
     * The ids of the people with such a name: its words or how they begin, in any order; or with this address for mail, or this
     * phone. For officials who may see the person; that the messages are theirs to see is for the filter to say.
     *
     * @param limit 1 to 1,000
     * @throws Refusal INVALID_VALUE naming {@code applicant} if there are more, or there is no word in the text
     */
    public Set<String> named(String text, int limit) {
        return PersonKeys.find(records, text, limit);
    }

    /** Takes down anew by what people are found: for those written by programs that did not. Costs a read of all people. */
    public void rebuildNames() {
        String after = "";
        List<Records.Document> page;
        do {
            page = records.list(KIND, after, PAGE);
            List<Records.Document> keys = new ArrayList<>();
            for (Records.Document each : page) {
                keys.addAll(PersonKeys.documents(codec.readRecord(each.body(), Person.class)));
                after = each.key();
            }
            if (!keys.isEmpty()) {
                records.put(keys);
            }
        } while (page.size() == PAGE);
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
        find(id).ifPresent(each -> PersonKeys.remove(records, PersonKeys.keys(each)));
        records.remove(KIND, id);
    }
}
