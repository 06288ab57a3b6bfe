package feedback.pos;

import feedback.pos.catalog.Districts;
import feedback.pos.insight.Fact;
import feedback.pos.message.Point;
import feedback.pos.procedure.Regulation;
import feedback.pos.store.Figures;
import feedback.pos.store.Held;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what messages count as under the rules in force. Thread-safe. */
final class FactTeller {
    private static final Logger LOG = LoggerFactory.getLogger(FactTeller.class);
    private static final int PAGE = 500;

    private final Office office;

    /** Under which rules it was last made sure that counters were counted by them. */
    private volatile @Nullable Regulation checked;

    FactTeller(Office office) {
        this.office = office;
    }

    List<Fact> tell(List<Held> messages) {
        return messages.stream().map(this::tell).toList();
    }

    private Fact tell(Held held) {
        Regulation rules = office.regulation();
        Districts districts = rules.routes().districts();
        Fact.Districts map = point -> ids(districts, point);
        try {
            List<Fact.Happened> journal = held.journal().stream()
                    .map(line -> new Fact.Happened(office.codec().readEvent(line), line.at()))
                    .toList();
            return Fact.of(held.message(), journal, rules.zone(), map);
        } catch (RuntimeException e) {
            // One damaged journal must not stop all figures; verifying tells of it too
            LOG.error(
                    "message {}: its journal cannot be followed, only its row is counted",
                    held.message().id(),
                    e);
            return Fact.of(held.message(), List.of(), rules.zone(), map);
        }
    }

    private static List<String> ids(Districts districts, Point point) {
        return districts.around(point.lat(), point.lon()).stream()
                .map(Districts.District::id)
                .toList();
    }

    /** What all messages tell. Costs a read of everything. */
    List<Fact> all() {
        List<Fact> all = new ArrayList<>();
        @Nullable UUID after = null;
        List<Held> page;
        do {
            page = office.storage().messages().everything(after, PAGE);
            for (Held held : page) {
                after = held.message().id();
                all.add(tell(held));
            }
        } while (page.size() == PAGE);
        return all;
    }

    /** What counters depend on beside the messages. */
    String basis() {
        Regulation rules = office.regulation();
        UUID map = UUID.nameUUIDFromBytes(rules.routes().districts().geoJson().getBytes(StandardCharsets.UTF_8));
        return Fact.EDITION + " " + rules.zone() + " " + map;
    }

    /** Has everything counted anew if other rules than those in force were counted by; asks once after they change here. */
    @SuppressWarnings(
            "ReferenceEquality") // equal rules are compared by their basis; this only saves doing it each time
    void checkBasis(Figures figures) {
        Regulation rules = office.regulation();
        if (checked != rules) {
            String basis = basis();
            if (!figures.basis().equals(basis)) {
                figures.recount(basis);
            }
            checked = rules;
        }
    }
}
