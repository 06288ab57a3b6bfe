package feedback.pos.http.region;

import feedback.pos.Pos;
import feedback.pos.calendar.CalendarBook;
import feedback.pos.moderation.Rules;
import feedback.pos.organization.Person;
import feedback.pos.store.Storage;
import feedback.pos.topic.Detection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A region as its folder says it.
 *
 * @param region the region
 * @param officials the people who hold its offices
 * @param calendars acts on calendars, each the text of a file
 * @param rules auto-rules, or null where the folder says nothing of them: those of the base stay
 * @param words words that a message should not hold, or null likewise
 * @param warnings what can be used but will hardly be meant, each as {@code file: what}
 */
public record RegionFiles(
        Region region,
        List<Person> officials,
        List<String> calendars,
        @Nullable Rules rules,
        @Nullable List<String> words,
        List<String> warnings) {
    private static final FolderSource DEMO = FolderSource.inside("demo");

    public RegionFiles {
        officials = List.copyOf(officials);
        calendars = List.copyOf(calendars);
        words = words == null ? null : List.copyOf(words);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads a region's folder; its format is described in docs/region-files.md.
     *
     * @throws RegionFault naming everything that is wrong
     * @throws IOException if a file cannot be read
     */
    public static RegionFiles read(Path folder) throws RegionFault, IOException {
        return new RegionFolder(FolderSource.of(folder)).read();
    }

    /** The sample region that comes with the product. */
    public static RegionFiles demo() {
        try {
            return new RegionFolder(DEMO).read();
        } catch (RegionFault e) {
            throw new IllegalStateException("the sample region is broken", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes down the acts on calendars that are not there yet, before a region that may name them.
     *
     * @return how many files were new
     * @throws feedback.pos.refusal.Refusal if they do not go together with those that are there
     */
    public int putCalendars(Storage storage, Instant at, String by) {
        return new CalendarStore(storage.records()).add(calendars, at, by).size();
    }

    /** Puts the auto-rules and the words in the place of those of the base, as far as the folder says something of them. */
    public void putRules(Storage storage) {
        RuleStore store = new RuleStore(storage.records());
        if (rules != null) {
            store.put(rules, any -> true);
        }
        if (words != null) {
            store.putWords(words);
        }
    }

    /** Writes down who the officials are. */
    public void putOfficials(Storage storage) {
        // Not closed: that would close the storage
        Pos.under(region.regulation(CalendarBeyond.FALLBACK, CalendarBook.russia()))
                .storage(storage)
                .detector(text -> Detection.none())
                .open()
                .people()
                .put(officials);
    }

    static FolderSource demoFolder() {
        return DEMO;
    }
}
