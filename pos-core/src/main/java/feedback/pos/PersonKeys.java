package feedback.pos;

import feedback.pos.organization.Person;
import feedback.pos.refusal.Refusal;
import feedback.pos.store.Records;
import feedback.pos.store.Records.Document;
import feedback.pos.text.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * By what a person is found: the name from each of its words on, the address for mail, the last ten digits of the phone. Kept as
 * documents of their own, whose keys stand in order, so that a beginning is found without looking at others.
 */
final class PersonKeys {
    private static final String KIND = "person-name";
    private static final char END = '|';
    private static final int LONGEST = 90;
    private static final int WORDS_AT_MOST = 6;
    private static final int DIGITS = 10;
    private static final int PAGE = 500;

    /** So many keys are looked at where the words stand in another order than in the name. */
    private static final int LOOKED_AT = 2_000;

    private PersonKeys() {}

    static List<Document> documents(Person person) {
        return keys(person).stream().map(key -> new Document(KIND, key, "{}")).toList();
    }

    static void remove(Records records, Collection<String> keys) {
        keys.forEach(key -> records.remove(KIND, key));
    }

    static Set<String> keys(Person person) {
        Set<String> keys = new LinkedHashSet<>();
        List<String> words = words(person.name());
        List<String> first = words.subList(0, Math.min(WORDS_AT_MOST, words.size()));
        for (int i = 0; i < first.size(); i++) {
            List<String> turned = new ArrayList<>(first.subList(i, first.size()));
            turned.addAll(first.subList(0, i));
            keys.add(key(String.join(" ", turned), person.id()));
        }
        if (person.email() != null && !person.email().isBlank()) {
            keys.add(key(person.email().strip().toLowerCase(Locale.ROOT), person.id()));
        }
        String digits = digits(person.phone());
        if (digits.length() == DIGITS) {
            keys.add(key(digits, person.id()));
        }
        return keys;
    }

    private static String key(String text, String id) {
        int count = text.codePointCount(0, text.length());
        String cut = count <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST));
        return cut + END + id;
    }

    private static List<String> words(String text) {
        return Words.of(text, text.length()).stream().map(Words.Word::form).toList();
    }

    private static String digits(@Nullable String phone) {
        String digits = phone == null ? "" : phone.replaceAll("\\D", "");
        return digits.length() <= DIGITS ? digits : digits.substring(digits.length() - DIGITS);
    }

    /** As {@link People#named}. */
    static Set<String> find(Records records, String text, int limit) {
        Set<String> found = new LinkedHashSet<>();
        String mail = text.strip().toLowerCase(Locale.ROOT);
        if (mail.indexOf('@') > 0) {
            beginning(records, mail + END, List.of(), limit, found);
            return found;
        }
        String digits = digits(text);
        if (digits.length() == DIGITS && text.chars().noneMatch(Character::isLetter)) {
            beginning(records, digits + END, List.of(), limit, found);
            return found;
        }
        List<String> words = words(text);
        if (words.isEmpty()) {
            throw Refusal.field("applicant", "search.noWord");
        }
        beginning(records, String.join(" ", words), List.of(), limit, found);
        if (words.size() > 1) {
            String longest = words.stream()
                    .reduce((a, b) -> b.length() > a.length() ? b : a)
                    .orElseThrow();
            beginning(records, longest, words, limit, found);
        }
        return found;
    }

    private static void beginning(Records records, String prefix, List<String> all, int limit, Set<String> found) {
        String after = prefix;
        int looked = 0;
        List<Document> page;
        do {
            page = records.list(KIND, after, PAGE);
            for (Document each : page) {
                if (!each.key().startsWith(prefix)) {
                    return;
                }
                if (++looked > LOOKED_AT || found.size() > limit) {
                    throw Refusal.field("applicant", "search.tooManyPeople", limit);
                }
                int end = each.key().indexOf(END);
                List<String> name = Arrays.asList(each.key().substring(0, end).split(" "));
                if (all.stream().allMatch(word -> name.stream().anyMatch(part -> part.startsWith(word)))) {
                    found.add(each.key().substring(end + 1));
                }
                after = each.key();
            }
        } while (page.size() == PAGE);
        if (found.size() > limit) {
            throw Refusal.field("applicant", "search.tooManyPeople", limit);
        }
    }
}
