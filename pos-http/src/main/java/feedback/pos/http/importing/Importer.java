package feedback.pos.http.importing;

import feedback.pos.Pos;
import feedback.pos.catalog.Topic;
import feedback.pos.http.region.CalendarBeyond;
import feedback.pos.http.region.CalendarStore;
import feedback.pos.http.region.Region;
import feedback.pos.http.region.RegionStore;
import feedback.pos.http.region.RuleStore;
import feedback.pos.message.Message;
import feedback.pos.message.TopicChoice;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Person;
import feedback.pos.procedure.PastMessage;
import feedback.pos.refusal.Refusal;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings an export in, in batches that are each whole or absent. Can be cut off at any moment and begun anew: what is already
 * there is known by source and id, and what a batch needs of topics and organizations is stored before it. For one thread.
 */
public final class Importer {
    private static final int BATCH = 500;
    private static final int LESSONS = 2_000;
    private static final int PERSON_ID_LIMIT = 100;
    private static final String APPLICANT = "import:";

    private final Pos pos;
    private final CalendarBeyond beyond;
    private final RegionStore store;
    private Region region;
    private boolean learned;

    /**
     * How an export is to be read.
     *
     * @param columns which column says what
     * @param dates how its dates are written
     * @param charset how its characters are written
     * @param separator what stands between fields
     * @param createMissing whether unknown topics and organizations are added, or their rows rejected
     * @param limit how many rows to read at most
     */
    public record Reading(
            Columns columns, Dates dates, Charset charset, char separator, boolean createMissing, long limit) {}

    /**
     * What became of the rows.
     *
     * @param read how many there were
     * @param added how many became messages
     * @param known how many were here already
     * @param rejected how many were not taken in
     * @param rejects where those are, or null if there are none
     * @param damage why the rest of the file could not be read, or null if all was
     * @param detected how many of those added had their topic detected
     * @param sure of how many of these the detector was sure enough to set it without a person
     */
    public record Result(
            long read,
            long added,
            long known,
            long rejected,
            @Nullable Path rejects,
            @Nullable DamagedFile damage,
            long detected,
            long sure) {}

    private record Waiting(CsvRows.Row row, PastMessage message) {}

    /** Counts as the import goes on; told after each batch. */
    public interface Progress {
        /**
         * What was reached.
         *
         * @param part of the file, 0 to 1
         */
        void reached(double part, long read, long added, long known, long rejected);
    }

    /**
     * Brings into a base.
     *
     * @param pos the platform over the base, under the region's rules
     * @param region the region in force
     * @param beyond what holds outside the calendar's years
     */
    public Importer(Pos pos, Region region, CalendarBeyond beyond) {
        this.pos = pos;
        this.region = region;
        this.beyond = beyond;
        this.store = new RegionStore(pos.storage().records());
    }

    /** The region, with what was added to it. */
    public Region region() {
        return region;
    }

    /**
     * Brings a file in.
     *
     * @param file {@code .csv}, {@code .csv.gz} or {@code .csv.zip}
     * @throws DamagedFile if not even the file's first line can be unpacked
     * @throws IOException if the file cannot be read or the rejected rows cannot be written
     * @throws WrongColumns if the file has not got the columns
     */
    public Result bring(Path file, Reading reading, Progress progress) throws IOException {
        try (SourceFile source = SourceFile.open(file)) {
            CsvRows rows = new CsvRows(source.content(), reading.charset(), reading.separator());
            CsvRows.Row header = rows.next();
            if (header == null || header.fault() != null) {
                throw new WrongColumns(header == null ? "the file is empty" : "the first line: " + header.fault());
            }
            try (Rejects rejects = new Rejects(source.path(), header.fields())) {
                return new Run(source, rows, header.fields(), rejects, reading, progress).go();
            }
        }
    }

    private final class Run {
        private final SourceFile source;
        private final CsvRows rows;
        private final Rejects rejects;
        private final Reading reading;
        private final Progress progress;
        private final Names names;
        private final RowReader reader;
        private final List<Waiting> batch = new ArrayList<>();
        private long read;
        private long added;
        private long known;
        private long detected;
        private long sure;
        private @Nullable DamagedFile damage;

        Run(SourceFile source, CsvRows rows, List<String> header, Rejects rejects, Reading reading, Progress progress) {
            this.source = source;
            this.rows = rows;
            this.rejects = rejects;
            this.reading = reading;
            this.progress = progress;
            this.names = new Names(region, reading.createMissing());
            String applicant = APPLICANT + source.name();
            this.reader = new RowReader(
                    header,
                    reading.columns(),
                    source.name(),
                    applicant.length() > PERSON_ID_LIMIT ? applicant.substring(0, PERSON_ID_LIMIT) : applicant,
                    region.top().territory(),
                    reading.dates(),
                    names,
                    pos.now());
        }

        Result go() throws IOException {
            String applicant = APPLICANT + source.name();
            pos.people()
                    .put(new Person(
                            applicant.length() > PERSON_ID_LIMIT ? applicant.substring(0, PERSON_ID_LIMIT) : applicant,
                            "Импорт: " + source.name(),
                            null,
                            null));
            for (CsvRows.Row row = next(); row != null; row = next()) {
                read++;
                try {
                    batch.add(new Waiting(row, reader.read(row)));
                } catch (RowReader.Unfit e) {
                    rejects.add(row, reader.idOf(row), e.reason());
                }
                if (batch.size() == BATCH) {
                    flush();
                }
            }
            flush();
            return new Result(read, added, known, rejects.count(), rejects.file(), damage, detected, sure);
        }

        private CsvRows.@Nullable Row next() throws IOException {
            try {
                return read < reading.limit() ? rows.next() : null;
            } catch (DamagedFile e) {
                damage = e;
                return null;
            }
        }

        private void flush() throws IOException {
            List<Topic> topics = names.takeNewTopics();
            List<Organization> organizations = names.takeNewOrganizations();
            if (!topics.isEmpty() || !organizations.isEmpty()) {
                region = store.add(organizations, topics);
                pos.adopt(new RuleStore(pos.storage().records())
                        .over(region.regulation(
                                beyond, new CalendarStore(pos.storage().records()).book())));
            }
            boolean unnamed = batch.stream().anyMatch(each -> each.message().topic() == null);
            if (unnamed && !learned) {
                pos.learn(LESSONS);
                learned = true;
            }
            bring(batch);
            batch.clear();
            progress.reached(source.done(), read, added, known, rejects.count());
        }

        private void count(TopicChoice topic) {
            if (topic.decidedBy() == TopicChoice.DecidedBy.MODEL) {
                detected++;
                boolean isSet = Boolean.TRUE.equals(topic.sure()) && topic.mode() == TopicChoice.Mode.ON;
                sure += isSet ? 1 : 0;
            }
        }

        /** A batch that is refused is halved until the rows are found that are to blame. */
        private void bring(List<Waiting> part) throws IOException {
            if (part.isEmpty()) {
                return;
            }
            try {
                for (Optional<Message> each :
                        pos.messages().bring(part.stream().map(Waiting::message).toList())) {
                    if (each.isPresent()) {
                        added++;
                        count(each.get().topic());
                    } else {
                        known++;
                    }
                }
            } catch (Refusal refusal) {
                if (part.size() == 1) {
                    rejects.add(part.get(0).row(), part.get(0).message().row(), words(refusal));
                } else {
                    bring(part.subList(0, part.size() / 2));
                    bring(part.subList(part.size() / 2, part.size()));
                }
            }
        }
    }

    private static String words(Refusal refusal) {
        return refusal.fields().isEmpty()
                ? refusal.text(Locale.ENGLISH)
                : refusal.fields().stream()
                        .map(field -> field.field() + ": " + field.text(Locale.ENGLISH))
                        .collect(Collectors.joining("; "));
    }
}
