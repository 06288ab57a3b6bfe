package feedback.pos.http.generating;

import feedback.pos.codec.Codec;
import feedback.pos.http.region.Region;
import feedback.pos.message.Point;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Territory;
import feedback.pos.procedure.Procedure;
import feedback.pos.procedure.Regulation;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What all lives have in common: the region with its rules, and how people are. For one thread. */
final class World {
    private static final LocalTime OPENS = LocalTime.of(9, 0);
    private static final LocalTime CLOSES = LocalTime.of(17, 45);

    /** Every so many messages one citizen. */
    private static final int MESSAGES_OF_CITIZEN = 4;

    private static final int FEWEST_CITIZENS = 50;
    private static final int MOST_CITIZENS = 1_000_000;

    private final Generator.Plan plan;
    private final Region region;
    private final Regulation regulation;
    private final Procedure procedure;
    private final Codec codec = new Codec();
    private final Wording wording = new Wording();
    private final Arrivals arrivals;
    private final Themes themes;
    private final Places places;
    private final Officials officials;
    private final Bodies bodies;
    private final List<String> otherBodies;
    private final Map<String, Double> paces = new HashMap<>();

    World(Generator.Plan plan, Region region, Regulation regulation, Map<Territory, List<Point>> known) {
        this.plan = plan;
        this.region = region;
        this.regulation = regulation;
        this.procedure = new Procedure(regulation);
        ZoneId zone = regulation.zone();
        this.arrivals =
                new Arrivals(plan.messages(), plan.from(), plan.end(), zone, regulation.calendar(), plan.seed());
        this.themes = new Themes(regulation.catalog(), plan.end().atZone(zone).toLocalDate());
        this.places = new Places(
                region.tree().all(), region.top(), regulation.routes().districts(), known, wording, plan.seed());
        this.officials = new Officials(region.tree());
        this.bodies = new Bodies(region.tree());
        this.otherBodies = region.tree().all().stream()
                .filter(each -> each.level() != Organization.Level.INSTITUTION)
                .map(Organization::id)
                .toList();
    }

    Generator.Plan plan() {
        return plan;
    }

    Region region() {
        return region;
    }

    Regulation regulation() {
        return regulation;
    }

    Procedure procedure() {
        return procedure;
    }

    Codec codec() {
        return codec;
    }

    Wording wording() {
        return wording;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    Themes themes() {
        return themes;
    }

    Places places() {
        return places;
    }

    Officials officials() {
        return officials;
    }

    Bodies bodies() {
        return bodies;
    }

    /** Bodies that coordinate, to which a message may be forwarded. */
    List<String> otherBodies() {
        return otherBodies;
    }

    Instant end() {
        return plan.end();
    }

    // Citizens

    int citizens() {
        return (int) Math.min(MOST_CITIZENS, Math.max(FEWEST_CITIZENS, (long) plan.messages() / MESSAGES_OF_CITIZEN));
    }

    static String citizen(int number) {
        return "resident-g" + (number + 1);
    }

    /** Some write very often. */
    String citizen(Dice dice) {
        double unit = dice.unit();
        return citizen((int) (unit * unit * citizens()));
    }

    // Hours: citizens sleep, officials go home

    /** How long an organization takes, compared with the others. */
    double pace(String organization) {
        return paces.computeIfAbsent(organization, each -> Math.exp(1.1 * (Dice.fixed(each) - 0.55)));
    }

    Instant office(Instant from, double hours, Dice dice) {
        ZonedDateTime at = from.atZone(regulation.zone()).plusSeconds((long) (hours * 3600));
        while (!regulation.calendar().isWorking(at.toLocalDate())
                || !at.toLocalTime().isBefore(CLOSES)) {
            at = at.toLocalDate()
                    .plusDays(1)
                    .atTime(OPENS)
                    .plusSeconds(dice.below(4 * 3600))
                    .atZone(regulation.zone());
        }
        if (at.toLocalTime().isBefore(OPENS)) {
            at = at.with(OPENS).plusSeconds(dice.below(3 * 3600));
        }
        return at.toInstant();
    }

    Instant home(Instant from, double hours, Dice dice) {
        ZonedDateTime at = from.atZone(regulation.zone()).plusSeconds((long) (hours * 3600));
        return at.getHour() < 7 ? at.plusHours(8).plusSeconds(dice.below(3600)).toInstant() : at.toInstant();
    }
}
