package feedback.pos.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of the way by which a message came to the body and the person that hold it: «почему сюда». Kept with the fact that
 * it explains, so it tells what was looked at then, whatever the table says by now. All are immutable and thread-safe.
 */
public sealed interface RouteStep {

    /** Which rule was applied, as machines read it. */
    String rule();

    /** Whether somebody who coordinates should look at it. */
    default boolean isWarning() {
        return false;
    }

    /** Whether it is about the people of the office, which is nobody else's business. */
    default boolean isAboutPeople() {
        return false;
    }

    /** The step in words; Russian unless the locale is English. */
    default String text(Locale locale, Names names) {
        return RouteTexts.of(this, locale, names);
    }

    /** What ids are called. */
    interface Names {
        String organization(String id);

        String person(String id);

        String topic(String code);

        String district(String id);
    }

    /**
     * The point on the map lies in a district.
     *
     * @param district its id
     * @param districtName what it was called then
     * @param territory the ОКТМО territory that it is, or null
     */
    record Located(
            String district, String districtName, @Nullable String territory) implements RouteStep {
        @Override
        public String rule() {
            return "district";
        }
    }

    /** The point on the map lies in no district. */
    record Outside() implements RouteStep {
        @Override
        public String rule() {
            return "no-district";
        }
    }

    /**
     * The point does not lie in the territory that was chosen; the point counted.
     *
     * @param chosen the territory that the message names
     * @param territory that of the district, by which it was routed
     */
    record Contradicted(String chosen, String district, String districtName, String territory) implements RouteStep {
        @Override
        public String rule() {
            return "contradiction";
        }

        @Override
        public boolean isWarning() {
            return true;
        }
    }

    /**
     * A line of the routing table decided.
     *
     * @param topic the line's topic; empty for any
     * @param level how deep in the classifier that is: 0 for any topic, 1 for a category, to 3
     * @param district the line's district; empty for any
     * @param territory the line's ОКТМО digits; empty for any
     * @param organization where it leads
     */
    record Ruled(String topic, int level, String district, String territory, String organization) implements RouteStep {
        public Ruled {
            topic = topic == null ? "" : topic;
            district = district == null ? "" : district;
            territory = territory == null ? "" : territory;
        }

        @Override
        public String rule() {
            return "table";
        }
    }

    /**
     * The message came with an addressee, as one sent through a body's own widget does.
     *
     * @param organization the addressee
     * @param instead where the table leads
     */
    record Addressed(String organization, String instead) implements RouteStep {
        @Override
        public String rule() {
            return "addressee";
        }
    }

    /**
     * An auto-rule that fired when the message came names who is to get it.
     *
     * @param id the rule
     * @param organization whom it names
     */
    record ByRule(String id, String organization) implements RouteStep {
        @Override
        public String rule() {
            return "auto-rule";
        }
    }

    /** It is a complaint of an answer, so the body above decides. */
    record Superior(String organization) implements RouteStep {
        @Override
        public String rule() {
            return "superior";
        }
    }

    /**
     * The place is near a border behind which another body is competent for the same topic.
     *
     * @param district whose border it is
     * @param organization who is competent on the other side
     * @param metres how far the border is; null once the place was taken out of the message
     */
    record NearBorder(
            String district,
            String districtName,
            String organization,
            @Nullable Integer metres) implements RouteStep {
        @Override
        public String rule() {
            return "near-border";
        }

        @Override
        public boolean isWarning() {
            return true;
        }
    }

    /** Somebody decided: a body was named, whatever the table says. */
    record ByHand(String organization) implements RouteStep {
        @Override
        public String rule() {
            return "by-hand";
        }
    }

    /** It goes the way of the message that it follows. */
    record Joined() implements RouteStep {
        @Override
        public String rule() {
            return "joined";
        }
    }

    /** A step about who works on it. */
    sealed interface OfPeople extends RouteStep {
        @Override
        default boolean isAboutPeople() {
            return true;
        }

        /** Who got the message by this step, or null if it is about somebody else. */
        default @Nullable String chosen() {
            return null;
        }
    }

    /** The executor was named by whoever assigned it. */
    record Appointed(String executor) implements OfPeople {
        @Override
        public String rule() {
            return "appointed";
        }

        @Override
        public String chosen() {
            return executor;
        }
    }

    /** The executor took it. */
    record Took(String executor) implements OfPeople {
        @Override
        public String rule() {
            return "taken";
        }

        @Override
        public String chosen() {
            return executor;
        }
    }

    /** The line of the table names the executor. */
    record Named(String executor) implements OfPeople {
        @Override
        public String rule() {
            return "named";
        }

        @Override
        public String chosen() {
            return executor;
        }
    }

    /** Nobody else could be chosen. */
    record Only(String executor) implements OfPeople {
        @Override
        public String rule() {
            return "only";
        }

        @Override
        public String chosen() {
            return executor;
        }
    }

    /**
     * It was this one's turn.
     *
     * @param given when the executor was last given a message, or null for never
     * @param among how many could be chosen
     */
    record ByTurn(String executor, @Nullable Instant given, int among) implements OfPeople {
        @Override
        public String rule() {
            return "by-turn";
        }

        @Override
        public String chosen() {
            return executor;
        }
    }

    /**
     * This one held the fewest open messages.
     *
     * @param holding how many
     * @param others how many the next ones held, the fewest first, at most ten
     */
    record ByLoad(String executor, int holding, List<Held> others) implements OfPeople {
        public ByLoad {
            others = others == null ? List.of() : List.copyOf(others);
        }

        @Override
        public String rule() {
            return "by-load";
        }

        @Override
        public String chosen() {
            return executor;
        }
    }

    /** How many open messages somebody held. */
    record Held(String executor, int holding) {}

    /**
     * Somebody is away.
     *
     * @param until the last day
     * @param deputy who stands in, or null for nobody
     */
    record Absent(
            String executor, LocalDate until, @Nullable String deputy) implements OfPeople {
        @Override
        public String rule() {
            return "absent";
        }
    }

    /** Somebody holds as many open messages as can be. */
    record Full(String executor, int holding, int capacity) implements OfPeople {
        @Override
        public String rule() {
            return "full";
        }
    }

    /**
     * Somebody may not work on it.
     *
     * @param why what forbids it
     */
    record PassedOver(String executor, Why why) implements OfPeople {
        /** What forbids it. */
        public enum Why {
            /** Wrote the answer that is complained of. */
            COMPLAINED_OF,
            /** Stands in, but is no executor there. */
            NO_EXECUTOR,
            /** Those who are away stand in for each other. */
            CIRCLE
        }

        @Override
        public String rule() {
            return "passed-over";
        }
    }

    /** Nobody was left, so it waits at the body without an executor. */
    record Nobody() implements OfPeople {
        @Override
        public String rule() {
            return "nobody";
        }

        @Override
        public boolean isWarning() {
            return true;
        }
    }

    /** The kinds of steps by their rule: for writing them down and reading them back. */
    static Map<String, Class<? extends RouteStep>> kinds() {
        return Map.ofEntries(
                Map.entry("district", Located.class),
                Map.entry("no-district", Outside.class),
                Map.entry("contradiction", Contradicted.class),
                Map.entry("table", Ruled.class),
                Map.entry("addressee", Addressed.class),
                Map.entry("auto-rule", ByRule.class),
                Map.entry("superior", Superior.class),
                Map.entry("near-border", NearBorder.class),
                Map.entry("by-hand", ByHand.class),
                Map.entry("joined", Joined.class),
                Map.entry("appointed", Appointed.class),
                Map.entry("taken", Took.class),
                Map.entry("named", Named.class),
                Map.entry("only", Only.class),
                Map.entry("by-turn", ByTurn.class),
                Map.entry("by-load", ByLoad.class),
                Map.entry("absent", Absent.class),
                Map.entry("full", Full.class),
                Map.entry("passed-over", PassedOver.class),
                Map.entry("nobody", Nobody.class));
    }
}
