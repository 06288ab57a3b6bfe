package feedback.pos.http.export;

import feedback.pos.message.Message;
import feedback.pos.store.Change;
import feedback.pos.store.Filter;
import feedback.pos.store.Held;
import feedback.pos.store.Records;
import feedback.pos.store.Records.Document;
import feedback.pos.store.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings an export into a base. Can be cut off at any moment and begun anew: what is there already is passed over. For one
 * thread.
 */
public final class Bringing {
    private static final int BATCH = 500;
    private static final String REGION = "region";
    private static final Set<String> OF_A_REGION = Set.of(REGION, "organization", "topic", "routes", "staff");

    /** Stands in the base while an export is being brought in, and says which. */
    private static final String MARK = "import";

    private static final String MARK_KEY = "export";

    private final Storage storage;
    private final Records records;
    private final Lines lines = new Lines();
    private final Progress progress;
    private final Consumer<String> rejects;
    private final List<Document> waiting = new ArrayList<>();
    private final List<Document> region = new ArrayList<>();
    private final List<Held> batch = new ArrayList<>();
    private long read;
    private long added;
    private long known;
    private long rejected;

    /** What became of the messages. */
    public record Result(long read, long added, long known, long rejected) {}

    /** Counts as it goes on; told after each batch. */
    public interface Progress {
        /** @param part of the messages, 0 to 1 */
        void reached(double part, long read, long added, long known, long rejected);
    }

    /** The base holds something else; the message is one clear line. */
    public static final class OtherRegion extends Exception {
        private static final long serialVersionUID = 1L;

        OtherRegion(String message) {
            super(message, null, false, false);
        }
    }

    private Bringing(Storage storage, Progress progress, Consumer<String> rejects) {
        this.storage = storage;
        this.records = storage.records();
        this.progress = progress;
        this.rejects = rejects;
    }

    /**
     * Brings a file in.
     *
     * @param rejects is told of each message that was not taken in, and why
     * @throws BrokenExport if the file is not whole; nothing is taken in then
     * @throws OtherRegion if the base is neither empty nor one into which this export was being brought
     */
    public static Result bring(Path file, Storage storage, Progress progress, Consumer<String> rejects)
            throws IOException, OtherRegion {
        return new Bringing(storage, progress, rejects).bring(ExportFile.check(file));
    }

    private Result bring(ExportFile file) throws IOException, OtherRegion {
        boolean isRegionThere = begin(file);
        try (ExportFile.Reader reader = file.read()) {
            reader.head(lines);
            for (byte[] line = reader.next(); line != null; line = reader.next()) {
                if (ExportFile.begins(line, Lines.RECORD)) {
                    take(lines.record(line), isRegionThere);
                } else if (ExportFile.begins(line, Lines.MESSAGE)) {
                    flushRecords(isRegionThere);
                    take(line, reader.number(), file);
                }
            }
            flushRecords(isRegionThere);
            flush(file);
        } catch (Lines.Unreadable e) {
            throw new BrokenExport(file.path(), "has a line that " + e.getMessage());
        }
        records.remove(MARK, MARK_KEY);
        return new Result(read, added, known, rejected);
    }

    /** Looks whether the base is fit; says whether it holds the region already, and lives by itself. */
    private boolean begin(ExportFile file) throws OtherRegion {
        String mark = "\"" + file.end().digest() + "\"";
        Optional<String> begun = records.get(MARK, MARK_KEY);
        Optional<String> held = records.get(REGION, REGION);
        if (begun.isPresent()) {
            if (!begun.get().equals(mark)) {
                throw new OtherRegion("another export was being brought into this base: finish that one first");
            }
            return false;
        }
        if (held.isPresent()) {
            if (!held.equals(Optional.ofNullable(file.region()))) {
                throw new OtherRegion("the base has another region, or another edition of it, than the export; bring it"
                        + " into an empty base");
            }
            return true;
        }
        // Far ahead, since the clock of a demo may be
        Filter all = Filter.all(Instant.parse("9999-01-01T00:00:00Z"));
        if (!storage.messages().list(all, null, 1).isEmpty()) {
            throw new OtherRegion("the base has messages already; bring the export into an empty base");
        }
        if (!records.putIfAbsent(new Document(MARK, MARK_KEY, mark))) {
            throw new OtherRegion("another export is being brought into this base");
        }
        return false;
    }

    /** A base that lives by itself may have newer documents, which stay: a revoked key, for one. */
    private void take(Document document, boolean isRegionThere) {
        if (isRegionThere) {
            records.putIfAbsent(document);
        } else if (OF_A_REGION.contains(document.kind())) {
            region.add(document);
        } else if (!document.kind().equals(MARK)) {
            waiting.add(document);
            if (waiting.size() == BATCH) {
                records.put(waiting);
                waiting.clear();
            }
        }
    }

    /** The region in one step, so that no node sees half of it. */
    private void flushRecords(boolean isRegionThere) {
        if (!isRegionThere) {
            records.put(waiting);
            waiting.clear();
            records.put(region);
            region.clear();
        }
    }

    private void take(byte[] line, long number, ExportFile file) {
        read++;
        try {
            Held held = lines.message(line);
            @Nullable String fault = lines.fault(held);
            if (fault == null) {
                batch.add(held);
            } else {
                reject("line " + number + ", message " + held.message().number() + ": " + fault);
            }
        } catch (Lines.Unreadable e) {
            reject("line " + number + " " + e.getMessage());
        }
        if (batch.size() == BATCH) {
            flush(file);
        }
    }

    private void reject(String why) {
        rejected++;
        rejects.accept(why);
    }

    private void flush(ExportFile file) {
        Set<UUID> there = ids(batch);
        List<Change> changes = new ArrayList<>();
        for (Held each : batch) {
            if (there.contains(each.message().id())) {
                known++;
            } else {
                changes.add(Change.of(each.asNew()));
            }
        }
        List<Change> losers = changes.isEmpty() ? List.of() : storage.messages().commit(changes);
        added += changes.size() - losers.size();
        for (Change each : losers) {
            Message message = each.revisions().get(0).after();
            if (storage.messages().find(message.id()).isPresent()) {
                known++;
            } else {
                reject("message " + message.number()
                        + ": its id, number or key is taken by another message, or by one that was removed");
            }
        }
        batch.clear();
        progress.reached((double) read / Math.max(1, file.end().messages()), read, added, known, rejected);
    }

    private Set<UUID> ids(List<Held> wanted) {
        Set<UUID> found = new HashSet<>();
        if (!wanted.isEmpty()) {
            storage.messages()
                    .findAll(wanted.stream().map(each -> each.message().id()).toList())
                    .forEach(each -> found.add(each.id()));
        }
        return found;
    }
}
