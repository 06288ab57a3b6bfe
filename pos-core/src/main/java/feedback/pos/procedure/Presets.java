package feedback.pos.procedure;

import feedback.pos.deadline.StageBudget;
import feedback.pos.deadline.Term;
import feedback.pos.organization.Role;
import feedback.pos.procedure.Policy.ChainStep;
import feedback.pos.procedure.Policy.ChainStep.Anchor;
import feedback.pos.procedure.Policy.ChainStep.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ready-made policies. The terms are those that are publicly told of the neighbours; budgets of the stages in between,
 * where nothing is told, and the chains are our defaults.
 */
final class Presets {
    private static final Map<String, Policy> ALL = all();

    private Presets() {}

    static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    static Policy of(String name) {
        Policy policy = ALL.get(name);
        if (policy == null) {
            throw new IllegalArgumentException("there is no preset " + name + ", only " + ALL.keySet());
        }
        return policy;
    }

    private static Map<String, Policy> all() {
        Map<String, Policy> all = new LinkedHashMap<>();
        all.put("platform", Policy.defaults());
        all.put("st-petersburg", stPetersburg());
        all.put("moscow", moscow());
        all.put("moscow-region", moscowRegion());
        all.put("incidents-4h", incidents(Term.workingHours(4)));
        all.put("incidents-9h", incidents(Term.workingHours(9)));
        all.put("59-fz", appeals());
        return all;
    }

    /** A working day to sort, 9 or 19 to answer by topic, one to check. */
    private static Policy stPetersburg() {
        return Policy.defaults()
                .edit()
                .fastTrack(Term.workingDays(11))
                .fastTrackStages(new StageBudget(1, 1, 10, 11))
                .ordinary(Term.workingDays(21))
                .ordinaryStages(new StageBudget(1, 1, 20, 21))
                .chain(List.of(
                        step(Anchor.EXECUTION, 0, Role.HEAD, Place.HOLDER),
                        step(Anchor.DUE, 0, Role.COORDINATOR, Place.SUPERIOR),
                        daily(Anchor.DUE, 1, Role.CURATOR, Place.REGION, 14)))
                .done();
    }

    /** Eight working days in all. */
    private static Policy moscow() {
        return Policy.defaults()
                .edit()
                .fastTrack(Term.workingDays(8))
                .fastTrackStages(new StageBudget(1, 2, 7, 8))
                .ordinary(Term.workingDays(8))
                .ordinaryStages(new StageBudget(1, 2, 7, 8))
                .chain(List.of(
                        step(Anchor.DUE, -1, Role.HEAD, Place.HOLDER),
                        step(Anchor.DUE, 0, Role.COORDINATOR, Place.SUPERIOR),
                        daily(Anchor.DUE, 1, Role.CURATOR, Place.REGION, 14)))
                .done();
    }

    /** 24 hours to sort, then eight days. */
    private static Policy moscowRegion() {
        return Policy.defaults()
                .edit()
                .fastTrack(Term.days(9))
                .fastTrackStages(new StageBudget(1, 1, 8, 9))
                .ordinary(Term.days(9))
                .ordinaryStages(new StageBudget(1, 1, 8, 9))
                .chain(List.of(
                        step(Anchor.MODERATION, 0, Role.MODERATOR, Place.SUPERIOR),
                        step(Anchor.DUE, -1, Role.HEAD, Place.HOLDER),
                        step(Anchor.DUE, 0, Role.COORDINATOR, Place.SUPERIOR),
                        step(Anchor.DUE, 2, Role.CURATOR, Place.REGION)))
                .done();
    }

    /** What is written in social media is answered within hours, told of within the same day. */
    private static Policy incidents(Term term) {
        return Policy.defaults()
                .edit()
                .fastTrack(term)
                .ordinary(term)
                .fastTrackStages(new StageBudget(1, 2, 7, 8))
                .ordinaryStages(new StageBudget(1, 2, 7, 8))
                .grossFactor(2)
                .chain(List.of(
                        new ChainStep(Anchor.DUE, 0, -1, Role.HEAD, Place.HOLDER, 0, 1, false),
                        step(Anchor.DUE, 0, Role.COORDINATOR, Place.SUPERIOR),
                        step(Anchor.GROSS, 0, Role.CURATOR, Place.REGION)))
                .done();
    }

    /** Appeals under 59-ФЗ: a reminder five days ahead, since only an extension in time is one. */
    private static Policy appeals() {
        return Policy.defaults()
                .edit()
                .fastTrack(Term.days(30))
                .ordinary(Term.days(30))
                .fastTrackStages(StageBudget.appeal())
                .ordinaryStages(StageBudget.appeal())
                .questionPauses(false)
                .chain(List.of(
                        step(Anchor.MODERATION, 0, Role.HEAD, Place.HOLDER),
                        step(Anchor.COORDINATION, 0, Role.HEAD, Place.HOLDER),
                        step(Anchor.DUE, -5, Role.EXECUTOR, Place.HOLDER),
                        step(Anchor.DUE, -1, Role.HEAD, Place.HOLDER),
                        step(Anchor.DUE, 0, Role.COORDINATOR, Place.SUPERIOR),
                        daily(Anchor.DUE, 2, Role.CURATOR, Place.REGION, 30)))
                .done();
    }

    private static ChainStep step(Anchor anchor, int days, Role role, Place place) {
        return new ChainStep(anchor, days, 0, role, place, 0, 1, false);
    }

    private static ChainStep daily(Anchor anchor, int days, Role role, Place place, int times) {
        return new ChainStep(anchor, days, 0, role, place, 1, times, true);
    }
}
