package feedback.pos;

import feedback.pos.topic.Detection;
import feedback.pos.topic.TopicDetector;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Two detectors, each on messages that neither has seen; the newest message stands first. */
final class Comparison {
    /** From how many messages on a share says anything. */
    static final int ENOUGH = 30;

    /** A new model is worse if chance would make it look as much worse in fewer cases than this. */
    private static final double BY_CHANCE = 0.05;

    /** Standard errors: what chance brings about once in a hundred cases. */
    private static final double FAR = 2.326;

    /** By how much less the newest messages must be understood to be called contradictory, as a share. */
    private static final double MUCH = 0.2;

    /** So many errors among what it is sure of are borne with, as a share, whatever the model in force does. */
    private static final double BORNE = 0.1;

    private final Marks before;
    private final Marks after;
    private final boolean[] isFresh;

    Comparison(List<Lesson> judges, TopicDetector inForce, TopicDetector next, Predicate<Lesson> fresh) {
        before = new Marks(judges, inForce);
        after = new Marks(judges, next);
        isFresh = new boolean[judges.size()];
        for (int i = 0; i < isFresh.length; i++) {
            isFresh[i] = fresh.test(judges.get(i));
        }
    }

    /** How one detector did. */
    static final class Marks {
        private final boolean[] isRight;
        private int right;
        private int sure;
        private int sureWrong;

        private Marks(List<Lesson> judges, TopicDetector detector) {
            isRight = new boolean[judges.size()];
            for (int i = 0; i < isRight.length; i++) {
                Lesson judge = judges.get(i);
                Detection said = detector.detect(judge.text());
                isRight[i] = said.best()
                        .map(best -> best.topic().equals(judge.topic()))
                        .orElse(false);
                right += isRight[i] ? 1 : 0;
                sure += said.accepted() ? 1 : 0;
                sureWrong += said.accepted() && !isRight[i] ? 1 : 0;
            }
        }

        int right() {
            return right;
        }

        int sure() {
            return sure;
        }

        int sureWrong() {
            return sureWrong;
        }
    }

    Marks before() {
        return before;
    }

    Marks after() {
        return after;
    }

    int count() {
        return isFresh.length;
    }

    /** Why the new one must not take over, or null if it may. */
    Learned.@Nullable Reason objection() {
        boolean[] newest = newest();
        if (newest.length > 0 && isContradictory(newest)) {
            return Learned.Reason.CONTRADICTORY;
        }
        boolean[] all = new boolean[count()];
        Arrays.fill(all, true);
        if (isGain(after, before, all)) {
            return Learned.Reason.WORSE;
        }
        double borne = Math.max(BORNE, before.sure == 0 ? 0 : (double) before.sureWrong / before.sure);
        return Odds.least(after.sureWrong, after.sure) > borne ? Learned.Reason.SURE_AND_WRONG : null;
    }

    /** Whether the second is right where the first is wrong more often than chance explains. */
    private static boolean isGain(Marks first, Marks second, boolean[] among) {
        int won = 0;
        int lost = 0;
        for (int i = 0; i < among.length; i++) {
            won += among[i] && second.isRight[i] && !first.isRight[i] ? 1 : 0;
            lost += among[i] && first.isRight[i] && !second.isRight[i] ? 1 : 0;
        }
        return Odds.byChance(won, lost) <= BY_CHANCE;
    }

    /** Which of the messages are the newest: those that the model in force does not know, or else a third; none if too few. */
    private boolean[] newest() {
        int fresh = count(isFresh);
        if (fresh >= ENOUGH && count() - fresh >= ENOUGH) {
            return isFresh;
        }
        int third = count() / 3;
        if (fresh < ENOUGH || third < ENOUGH) {
            return new boolean[0];
        }
        boolean[] newest = new boolean[count()];
        Arrays.fill(newest, 0, third, true);
        return newest;
    }

    /** Whether even one that has learned from half of the newest decisions cannot foretell the other half. */
    private boolean isContradictory(boolean[] newest) {
        int of = count(newest);
        int right = 0;
        for (int i = 0; i < newest.length; i++) {
            right += newest[i] && after.isRight[i] ? 1 : 0;
        }
        int older = after.right - right;
        int ofOlder = count() - of;
        boolean isLower =
                Odds.apart(older, ofOlder, right, of) > FAR && (double) older / ofOlder - (double) right / of > MUCH;
        return isLower && !isGain(before, after, newest);
    }

    /** The place behind the last of the newest messages. */
    int endOfNewest() {
        boolean[] newest = newest();
        int end = newest.length;
        while (end > 0 && !newest[end - 1]) {
            end--;
        }
        return end;
    }

    private static int count(boolean[] among) {
        int count = 0;
        for (boolean each : among) {
            count += each ? 1 : 0;
        }
        return count;
    }
}
