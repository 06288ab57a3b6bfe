package feedback.pos.http.region;

import feedback.pos.calendar.CalendarBook;
import feedback.pos.calendar.CalendarEdition;
import feedback.pos.codec.Codec;
import feedback.pos.refusal.Refusal;
import feedback.pos.store.Records;
import feedback.pos.store.Records.Document;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Keeps in the base the acts on calendars that were brought to it: a document for each file, with its text as it came. What
 * was brought stays; a later act takes the place of an earlier one by itself. Of several writers at once, on one node or
 * many, each adds a file of its own after that of the one before. Thread-safe.
 */
public final class CalendarStore {
    private static final String KIND = "calendar";

    /** Changed with every file, among the documents of the region: other nodes look at those. */
    private static final String LAST = "calendars";

    private static final int PAGE = 1_000;
    private static final Codec CODEC = new Codec();

    private final Records records;

    public CalendarStore(Records records) {
        this.records = records;
    }

    /**
     * A file that was brought in.
     *
     * @param number counts the files of the base, from 1
     * @param text what it says
     * @param at when it came
     * @param by who brought it: a person's id, or the name of a command
     */
    public record Filed(int number, String text, Instant at, String by) {
        /** The acts in it. */
        public List<CalendarEdition> acts() {
            try {
                return CalendarEdition.parse(text);
            } catch (Refusal e) {
                throw new IllegalStateException(
                        "calendar file " + number + " of the base cannot be read: " + e.getMessage(), e);
            }
        }
    }

    private record Body(String text, Instant at, String by) {}

    private record Last(int number) {}

    /** All acts that hold here: those of the product and those of the base. */
    public CalendarBook book() {
        return book(files());
    }

    /** The acts of the product with those of files. */
    public static CalendarBook book(List<Filed> files) {
        return CalendarBook.russia()
                .with(files.stream().flatMap(each -> each.acts().stream()).toList());
    }

    /** What was brought in, in its order. */
    public List<Filed> files() {
        List<Filed> files = new ArrayList<>();
        String after = "";
        List<Document> page;
        do {
            page = records.list(KIND, after, PAGE);
            for (Document document : page) {
                Body body = CODEC.readRecord(document.body(), Body.class);
                files.add(new Filed(Integer.parseInt(document.key()), body.text(), body.at(), body.by()));
                after = document.key();
            }
        } while (page.size() == PAGE);
        return files;
    }

    /**
     * Adds files, all or none; those that are there already are passed over.
     *
     * @return the numbers of those that were new
     * @throws Refusal if one cannot be read or does not go together with what is there; the field is {@code calendar}
     */
    public List<Integer> add(List<String> texts, Instant at, String by) {
        while (true) {
            @Nullable String seen = records.get(RegionDocuments.REGION, LAST).orElse(null);
            List<Filed> files = files();
            List<Integer> numbers = new ArrayList<>();
            List<Document> documents = new ArrayList<>();
            // Not from the last one's document: one that came with an export may be behind
            int number = files.isEmpty() ? 0 : files.get(files.size() - 1).number();
            for (String text : texts) {
                if (files.stream().noneMatch(each -> plain(each.text()).equals(plain(text)))) {
                    number++;
                    numbers.add(number);
                    files.add(new Filed(number, text, at, by));
                    documents.add(RegionDocuments.document(KIND, key(number), new Body(text, at, by)));
                }
            }
            if (numbers.isEmpty()) {
                return numbers;
            }
            for (String text : texts) {
                CalendarEdition.parse(text);
            }
            book(files);
            documents.add(RegionDocuments.document(RegionDocuments.REGION, LAST, new Last(number)));
            if (records.putIfUnchanged(RegionDocuments.REGION, LAST, seen, documents)) {
                return numbers;
            }
        }
    }

    private static String key(int number) {
        return String.format(Locale.ROOT, "%06d", number);
    }

    /** Line ends and blanks at the end make no other file. */
    private static String plain(String text) {
        return text.replace("\r\n", "\n").strip();
    }
}
