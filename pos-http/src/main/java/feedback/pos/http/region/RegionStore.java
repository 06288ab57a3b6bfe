package feedback.pos.http.region;

import static feedback.pos.http.region.RegionDocuments.KEY;
import static feedback.pos.http.region.RegionDocuments.REGION;

import feedback.pos.calendar.WorkCalendar.DecreedDays;
import feedback.pos.catalog.Topic;
import feedback.pos.message.TopicChoice.Mode;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Roster;
import feedback.pos.procedure.Acceptance;
import feedback.pos.store.Records;
import feedback.pos.store.Records.Document;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the region in the base: a document for each organization, topic, person with rights, and topic with routes, and one
 * with the settings. Each change is one step and a new edition; of several writers at once, on one node or many, each makes
 * an edition of its own upon that of the one before. Thread-safe.
 */
public final class RegionStore {
    private static final String PEOPLE = "people";
    private static final int STAMPS = 10;

    private final Records records;

    public RegionStore(Records records) {
        this.records = records;
    }

    /** Whether a region was ever stored. */
    public boolean isEmpty() {
        return records.get(REGION, KEY).isEmpty();
    }

    /**
     * Something small that is another once the region is, or once somebody was erased: what nodes look at to notice what
     * others did.
     */
    public List<Document> stamp() {
        return records.list(REGION, "", STAMPS);
    }

    /** Lets other nodes forget what people are called. */
    public void peopleChanged() {
        records.put(List.of(RegionDocuments.document(REGION, PEOPLE, UUID.randomUUID())));
    }

    /** What the stored region makes of days that were made non-working by decree; empty where none is stored. */
    public Optional<DecreedDays> decreedDays() {
        return records.get(REGION, KEY).map(RegionDocuments::decreedDays);
    }

    /** The region in force. */
    public Optional<Region> read() {
        return stored().map(Stored::region);
    }

    /**
     * A region as it was found.
     *
     * @param settings the document that every change changes
     */
    private record Stored(String settings, Region region) {}

    /** Reads again if somebody wrote in between, so that editions are not mixed. */
    private Optional<Stored> stored() {
        while (true) {
            Optional<String> settings = records.get(REGION, KEY);
            try {
                Optional<Stored> found = settings.map(body -> new Stored(body, RegionDocuments.read(body, records)));
                if (records.get(REGION, KEY).equals(settings)) {
                    return found;
                }
            } catch (IllegalArgumentException e) {
                if (records.get(REGION, KEY).equals(settings)) {
                    throw e;
                }
            }
        }
    }

    /**
     * Puts a region in force that was read from files. What messages may already refer to is kept where the files do not
     * name it any more: an organization stays in the tree, a topic is retired. Rights and routes are as the files say.
     *
     * @param today from which day on topics that the files do not name are retired
     * @return the region as it is now in force
     */
    public Region replace(Region next, LocalDate today) {
        return put(next, today, List.of(), before -> false);
    }

    /**
     * The same, unless a region was loaded already.
     *
     * @param with documents to be written in the same step
     */
    Region replaceMinimal(Region next, LocalDate today, List<Document> with) {
        return put(next, today, with, before -> !before.isMinimal());
    }

    private Region put(Region next, LocalDate today, List<Document> with, Predicate<Region> stays) {
        while (true) {
            Stored before = stored().orElse(null);
            if (before != null && stays.test(before.region())) {
                return before.region();
            }
            Region merged = before == null ? next : RegionMerge.of(before.region(), next, today);
            List<Document> documents = RegionDocuments.of(merged);
            if (before != null) {
                documents.addAll(RegionDocuments.emptied(before.region(), merged));
            }
            documents.addAll(with);
            if (records.putIfUnchanged(REGION, KEY, before == null ? null : before.settings(), documents)) {
                return merged;
            }
        }
    }

    /**
     * Says something else of one person in the roster of the region in force: the next edition.
     *
     * @return the roster as it is now in force; empty, and nothing is changed, if no region is stored
     */
    public Optional<Roster> put(String person, Roster.Entry entry) {
        while (true) {
            Stored before = stored().orElse(null);
            if (before == null) {
                return Optional.empty();
            }
            Roster roster = Objects.requireNonNullElse(before.region().roster(), Roster.empty())
                    .with(person, entry);
            Region next = before.region().with(roster);
            if (records.putIfUnchanged(REGION, KEY, before.settings(), RegionDocuments.changed(next, person, entry))) {
                return Optional.of(roster);
            }
        }
    }

    /**
     * Says what a sure detector may do with a topic: the next edition.
     *
     * @param topic the code of a topic
     * @param mode null for what holds above it
     * @return the region as it is now in force, or empty if none is stored
     */
    public Optional<Region> accept(String topic, @Nullable Mode mode) {
        while (true) {
            Stored before = stored().orElse(null);
            if (before == null) {
                return Optional.empty();
            }
            Acceptance acceptance = before.region().policy().acceptance();
            Acceptance changed = acceptance.with(topic, mode);
            if (changed.equals(acceptance)) {
                return Optional.of(before.region());
            }
            Region next = before.region()
                    .with(before.region().policy().edit().acceptance(changed).done());
            if (records.putIfUnchanged(
                    REGION,
                    KEY,
                    before.settings(),
                    RegionDocuments.added(before.region(), next, List.of(), List.of()))) {
                return Optional.of(next);
            }
        }
    }

    /**
     * Adds organizations and topics to the region in force: the next edition. What somebody else has added meanwhile is
     * passed over.
     *
     * @return the region as it is now in force
     * @throws IllegalStateException if there is no region
     */
    public Region add(List<Organization> organizations, List<Topic> topics) {
        while (true) {
            Stored before = stored().orElseThrow(() -> new IllegalStateException("there is no region to add to"));
            Region now = before.region();
            List<Organization> newOrganizations = organizations.stream()
                    .filter(each -> now.tree().find(each.id()).isEmpty())
                    .toList();
            List<Topic> newTopics = topics.stream()
                    .filter(each -> now.catalog().find(each.code()).isEmpty())
                    .toList();
            if (newOrganizations.isEmpty() && newTopics.isEmpty()) {
                return now;
            }
            Region next = now.with(newOrganizations, newTopics);
            if (records.putIfUnchanged(
                    REGION, KEY, before.settings(), RegionDocuments.added(now, next, newOrganizations, newTopics))) {
                return next;
            }
        }
    }
}
