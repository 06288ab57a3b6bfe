package feedback.pos.http;

import feedback.pos.Pos;
import feedback.pos.http.api.DemoClock;
import feedback.pos.http.region.Region;
import feedback.pos.http.region.RegionStore;
import feedback.pos.procedure.Regulation;
import feedback.pos.store.Records;
import feedback.pos.store.Records.Document;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows what other nodes and commands do to the same base: another edition of the region, more acts on calendars,
 * people who were erased, the demo's clock. Looks at one small document, so it may look often; works on every storage. For one thread.
 */
final class Neighbours {
    private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);

    private final RegionStore store;
    private final Function<Region, Regulation> rules;
    private final @Nullable DemoClock clock;
    private List<Document> seen;

    /**
     * To be made before the region is first read.
     *
     * @param rules what follows from a region
     * @param clock that of the demo, or null
     */
    Neighbours(Records records, Function<Region, Regulation> rules, @Nullable DemoClock clock) {
        this.store = new RegionStore(records);
        this.rules = rules;
        this.clock = clock;
        this.seen = store.stamp();
    }

    /** Puts in force what others have changed since; says whether there are other topics to learn. */
    boolean follow(Pos pos) {
        if (clock != null) {
            clock.follow();
        }
        List<Document> now = store.stamp();
        if (now.equals(seen)) {
            return false;
        }
        Region region = store.read().orElseGet(Region::minimal);
        Regulation next = rules.apply(region);
        boolean isOther = !List.copyOf(pos.regulation().catalog().topics())
                .equals(List.copyOf(next.catalog().topics()));
        pos.amend(current -> {
            // What this node itself has written since this was read is newer, and must not be taken back for a moment
            boolean isNewest = store.stamp().equals(now);
            seen = isNewest ? now : seen;
            return isNewest ? next : current;
        });
        if (!seen.equals(now)) {
            return false;
        }
        LOG.info("edition {} of region {} is in force", region.edition(), region.code());
        return isOther;
    }
}
