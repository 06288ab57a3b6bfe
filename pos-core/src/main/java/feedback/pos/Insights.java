package feedback.pos;

import feedback.pos.insight.Bag;
import feedback.pos.insight.Fact;
import feedback.pos.insight.HeatMap;
import feedback.pos.message.Cell;
import feedback.pos.message.Message;
import feedback.pos.organization.Actor;
import feedback.pos.refusal.Refusal;
import feedback.pos.store.Figures;
import feedback.pos.store.Filter;
import feedback.pos.store.PlainReading;
import feedback.pos.store.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Seeing: how many messages a filter selects and what they count as, altogether or split by when, where and about what. Read from
 * counters that are kept beside the messages where the storage keeps them, so that it costs the same however many messages there
 * are; else counted. What was committed before a call is in its answer, but for what {@link #waiting} tells. Rights are the
 * caller's matter: narrow the filter by {@link Filter#withWithin}. Days are local days in the region's zone. Thread-safe.
 */
public final class Insights {
    /** Of how many messages that hold certain words figures are made at the most. */
    public static final int MOST_BY_TEXT = 10_000;

    private static final int PAGE = 1_000;

    /** So many writings that wait to be counted are added up on reading. */
    private static final int MOST_FRESH = 200;

    /** Of more than that, so many pages are counted before figures are read; the rest, after a large import, waits for housekeeping. */
    private static final int PAGES_BEFORE_READING = 5;

    private final Office office;
    private final FactTeller teller;
    private final HeatMaps maps;
    private final Emerging emerging;

    /** What is read at one moment, for as long as it is. */
    private final Figures.@Nullable Reading moment;

    Insights(Office office) {
        this.office = office;
        this.teller = new FactTeller(office);
        this.maps = new HeatMaps(office, this);
        this.emerging = new Emerging(office, this);
        this.moment = null;
    }

    private Insights(Insights all, Figures.Reading moment) {
        this.office = all.office;
        this.teller = all.teller;
        this.maps = all.maps;
        this.emerging = all.emerging;
        this.moment = moment;
    }

    /**
     * Several figures of one moment, so that parts sum up to their wholes while messages come in. Words are not counted: where the filter has
     * some, each question is answered of its own moment.
     *
     * @param filter what will be asked about, whatever its period
     * @param work asks the insights it is given for figures, and nothing else of the storage, of which it holds a connection; maps and
     *     emerging problems are of moments of their own
     */
    public <T> T atOneMoment(Filter filter, Function<Insights, T> work) {
        return filter.isOfFacts() ? read(reading -> work.apply(new Insights(this, reading))) : work.apply(this);
    }

    /** Problems that emerge. */
    public Emerging emerging() {
        return emerging;
    }

    /** By what figures are told apart. */
    public enum Split {
        /** Keys such as 2026-10-31. */
        DAY,
        /** Keys are the Mondays of the weeks. */
        WEEK,
        /** Keys such as 2026-10. */
        MONTH,
        YEAR,
        /**
         * The bodies directly below the one that the filter names, or that the asker may look at; what that body holds itself has its
         * own id as key.
         */
        ORGANIZATION,
        /** The topics directly below the filter's one; categories if it names none. What is on that topic itself has its
         * own code, which is empty for what is on a topic that the catalog knows no more. */
        TOPIC,
        /** ОКТМО digits: municipalities, or what lies directly in the filter's territory; what is in that itself has its own digits. */
        TERRITORY,
        /** Districts of the map, by their ids; a place may lie in several. What lies in none is left out. */
        DISTRICT
    }

    /** What the messages that the filter selects count as. */
    public Bag sums(Filter filter) {
        return filter.isOfFacts()
                ? read(reading -> new Sums(reading, filter, office.regulation()).whole())
                : byText(filter, Sums::whole);
    }

    /** The same, split; keys for which there is nothing are left out. */
    public SortedMap<String, Bag> sums(Filter filter, Split split) {
        return filter.isOfFacts()
                ? read(reading -> new Sums(reading, filter, office.regulation()).split(split))
                : byText(filter, sums -> sums.split(split));
    }

    /**
     * The same, by the cells of a level that touch a box; what has no point lies in none.
     *
     * @param filter without a box of its own
     * @param level one of {@link feedback.pos.insight.Face#LEVELS}
     * @return those in which something lies
     */
    public Map<Cell, Bag> cells(Filter filter, Filter.Box box, int level) {
        return filter.isOfFacts()
                ? read(reading -> new Sums(reading, filter, office.regulation()).cells(box, level))
                : byText(filter, sums -> sums.cells(box, level));
    }

    /** All that a filter selects, and what of it lies in cells. */
    record Mapped(Bag whole, Map<Cell, Bag> cells) {}

    /** Both at one moment, so that what lies in no cell is what is left. */
    Mapped mapped(Filter filter, Filter.Box box, int level) {
        Function<Sums, Mapped> work = sums -> new Mapped(sums.whole(), sums.cells(box, level));
        return filter.isOfFacts()
                ? read(reading -> work.apply(new Sums(reading, filter, office.regulation())))
                : byText(filter, work);
    }

    /**
     * What was answered in the filter's period, whenever it was received: whole local days. The filter may name, beside the period,
     * bodies and what a mark tells.
     *
     * @throws IllegalArgumentException if it asks for more
     */
    public Bag answered(Filter filter) {
        return read(reading -> new Sums(reading, filter, office.regulation()).answered());
    }

    /** The same, by the bodies directly below as {@link Split#ORGANIZATION} says, or by {@link Split#DAY} or {@link Split#MONTH}. */
    public SortedMap<String, Bag> answered(Filter filter, Split split) {
        return read(reading -> new Sums(reading, filter, office.regulation()).answered(split));
    }

    /**
     * The passages through stages that ended in the filter's period, at the bodies that held the messages then: marks with the stage, the
     * days, and whether it took too long. The same limits as for {@link #answered(Filter)}.
     */
    public Bag passages(Filter filter) {
        return read(reading -> new Sums(reading, filter, office.regulation()).passages());
    }

    /** The same, by the bodies directly below, or by {@link Split#DAY} or {@link Split#MONTH}. */
    public SortedMap<String, Bag> passages(Filter filter, Split split) {
        return read(reading -> new Sums(reading, filter, office.regulation()).passages(split));
    }

    /**
     * What persons answered in the months that the filter's period touches, by their ids.
     *
     * @param filter may name, beside the period, what a mark tells
     * @param people whose answers, at most 10,000
     */
    public SortedMap<String, Bag> executors(Filter filter, List<String> people) {
        return read(reading -> new Sums(reading, filter, office.regulation()).executors(people));
    }

    /**
     * A heat map, as exactly as somebody may look: who may read the messages gets exact numbers, an analyst numbers of at least so many
     * persons as {@link feedback.pos.procedure.Policy#crowd} says, everybody else what is published. Of public maps no question
     * betrays more than another.
     *
     * @throws Refusal FORBIDDEN if a closer look is asked for than the asker may have, INVALID_VALUE naming the field where the filter or the
     *     period is not public, or there would be too many numbers
     */
    public HeatMap heat(HeatQuestion question, Actor actor) {
        return maps.draw(question, actor);
    }

    /**
     * The facts that a filter selects, in no order; answers, executors and passages may be left out of them. Costs a read of those in
     * its period and area.
     */
    public void facts(Filter filter, Consumer<Fact> receiver) {
        read(reading -> {
            reading.facts(filter, receiver);
            return true;
        });
    }

    /**
     * Counts what was written and not counted yet; to be called from time to time. Figures know of it before, as far as it is little.
     *
     * @param most how many writings to count, at least 1
     * @return how many were counted: fewer if nothing is left
     */
    public int count(int most) {
        Optional<Figures> figures = office.storage().figures();
        if (figures.isEmpty()) {
            return 0;
        }
        teller.checkBasis(figures.get());
        int counted = 0;
        int page;
        int wanted;
        do {
            wanted = Math.min(PAGE, most - counted);
            page = figures.get().count(wanted, teller::tell);
            counted += page;
        } while (page == wanted && counted < most);
        return counted;
    }

    /** How many writings figures do not know of yet, at most 1,000,000: none but after a large import or an upgrade. */
    public int waiting() {
        int waiting = office.storage()
                .figures()
                .map(figures -> figures.waiting(1_000_000))
                .orElse(0);
        return waiting > MOST_FRESH ? waiting : 0;
    }

    /** Forgets all figures and counts anew, which {@link #count} and housekeeping do bit by bit. */
    public void recount() {
        office.storage().figures().ifPresent(figures -> figures.recount(teller.basis()));
    }

    <T> T read(Function<Figures.Reading, T> work) {
        if (moment != null) {
            return work.apply(moment);
        }
        Optional<Figures> figures = office.storage().figures();
        if (figures.isEmpty()) {
            return work.apply(new PlainReading(teller.all()));
        }
        teller.checkBasis(figures.get());
        return fresh(figures.get(), work).orElseGet(() -> {
            count(PAGE * PAGES_BEFORE_READING);
            return fresh(figures.get(), work).orElseGet(() -> figures.get().read(work));
        });
    }

    private <T> Optional<T> fresh(Figures figures, Function<Figures.Reading, T> work) {
        return figures.readFresh(MOST_FRESH, teller::tell, work);
    }

    /** Words are not counted: the messages are looked up, as long as they are not too many. */
    private <T> T byText(Filter filter, Function<Sums, T> work) {
        if (moment != null) {
            throw new IllegalArgumentException("words are not counted, and not read at the moment of something else");
        }
        List<UUID> found = new ArrayList<>();
        @Nullable Position after = null;
        List<Message> page;
        do {
            page = office.storage().messages().list(filter, after, PAGE);
            for (Message message : page) {
                found.add(message.id());
                after = Position.of(message);
            }
            if (found.size() > MOST_BY_TEXT) {
                throw Refusal.field("q", "insight.many", MOST_BY_TEXT);
            }
        } while (page.size() == PAGE);
        Filter rest = filter.withText(null)
                .withApplicant(null)
                .withApplicants(null)
                .withOpen(null)
                .withJoined(null);
        return read(reading -> {
            List<Fact> facts = new ArrayList<>();
            for (int at = 0; at < found.size(); at += PAGE) {
                reading.facts(found.subList(at, Math.min(found.size(), at + PAGE)), facts::add);
            }
            return work.apply(new Sums(new PlainReading(facts), rest, office.regulation()));
        });
    }
}
