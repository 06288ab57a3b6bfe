package feedback.pos.tally;

import feedback.pos.tally.CountStep.Compared;
import feedback.pos.tally.CountStep.Excluded;
import feedback.pos.tally.CountStep.Free;
import feedback.pos.tally.CountStep.Full;
import feedback.pos.tally.CountStep.Grown;
import feedback.pos.tally.CountStep.Minimum;
import feedback.pos.tally.CountStep.Nobody;
import feedback.pos.tally.CountStep.Paid;
import feedback.pos.tally.CountStep.Quorum;
import feedback.pos.tally.CountStep.Rest;
import feedback.pos.tally.CountStep.Shares;
import feedback.pos.tally.CountStep.Skipped;
import feedback.pos.tally.CountStep.Stopped;
import feedback.pos.tally.CountStep.Taken;
import feedback.pos.tally.CountStep.Tied;
import feedback.pos.tally.CountStep.Unpaid;
import feedback.pos.tally.CountStep.Withdrawn;
import feedback.pos.text.Texts;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;

/** Steps of a count in words. */
final class StepWords {
    private static final Texts TEXTS = Texts.beside(StepWords.class);
    private static final int GROUP = 3;
    private static final char NO_BREAK = '\u00a0';

    private final Locale locale;

    private StepWords(Locale locale) {
        this.locale = locale;
    }

    static String of(CountStep step, Locale locale) {
        return new StepWords(locale).words(step);
    }

    private String words(CountStep step) {
        if (step instanceof Quorum quorum) {
            return text("quorum", number(quorum.ballots()), number(quorum.least()));
        } else if (step instanceof Minimum below) {
            String key = below.ofVotes() ? "minimum.votes" : "minimum.figure";
            return text(key, named(below.project(), below.name()), number(below.has()), number(below.least()));
        } else if (step instanceof Withdrawn gone) {
            return text("withdrawn", named(gone.project(), gone.name()));
        } else if (step instanceof Taken taken) {
            return taken(taken);
        } else if (step instanceof Skipped not) {
            return text(
                    "skipped",
                    named(not.project(), not.name()),
                    figure(not.figure(), not.points()),
                    number(not.cost()),
                    number(not.left()));
        } else if (step instanceof Stopped end) {
            return text(
                    "stopped",
                    named(end.project(), end.name()),
                    figure(end.figure(), end.points()),
                    number(end.cost()),
                    number(end.left()));
        } else if (step instanceof Full full) {
            return text("full", number(full.winners()));
        } else if (step instanceof Excluded out) {
            return text("excluded", named(out.project(), out.name()), out.because());
        } else if (step instanceof Tied tied) {
            String more = tied.equal() > tied.order().size() ? ", …" : "";
            return text("tied." + tied.by(), String.join(", ", tied.order()) + more, tied.project());
        }
        return ofShares(step);
    }

    private String taken(Taken taken) {
        String name = named(taken.project(), taken.name());
        String figure = figure(taken.figure(), taken.points());
        BigDecimal cost = taken.cost();
        BigDecimal left = taken.left();
        return cost == null || left == null
                ? text("elected", name, figure)
                : text("taken", name, figure, number(cost), number(left));
    }

    private String ofShares(CountStep step) {
        if (step instanceof Shares shares) {
            return text("shares", number(shares.voters()), number(shares.rounded()), number(shares.budget()));
        } else if (step instanceof Grown grown) {
            return text("grown." + grown.end(), number(grown.times()), number(grown.from()), number(grown.to()));
        } else if (step instanceof Paid paid) {
            return text(
                    (paid.points() ? "paid.points" : "paid") + (paid.full() == paid.payers() ? ".equally" : ""),
                    named(paid.project(), paid.name()),
                    number(paid.cost()),
                    number(paid.payers()),
                    number(paid.supporters()),
                    number(paid.rounded()),
                    number(paid.full()),
                    number(paid.left()));
        } else if (step instanceof Unpaid lacks) {
            return text(
                    "unpaid",
                    named(lacks.project(), lacks.name()),
                    number(lacks.cost()),
                    number(lacks.supporters()),
                    number(lacks.money()));
        } else if (step instanceof Free free) {
            return text("free", named(free.project(), free.name()));
        } else if (step instanceof Rest rest) {
            return text("rest", number(rest.left()));
        } else if (step instanceof Compared compared) {
            return text(
                    compared.greedyWins() ? "compared.greedy" : "compared.shares",
                    number(compared.shares()),
                    number(compared.greedy()));
        } else if (step instanceof Nobody) {
            return text("nobody");
        }
        throw new IllegalStateException("no words for " + step.step());
    }

    private String figure(BigDecimal figure, boolean points) {
        return text(points ? "figure.points" : "figure.votes", number(figure));
    }

    private static String named(String id, String name) {
        return name.equals(id) ? id : id + " «" + name + "»";
    }

    private String text(String key, String... args) {
        return TEXTS.get(locale, key, Arrays.asList(args));
    }

    private String number(long value) {
        return number(BigDecimal.valueOf(value));
    }

    /** Digits in groups of three: by spaces that do not break in Russian, by commas in English. */
    private String number(BigDecimal value) {
        boolean english = locale.getLanguage().equals("en");
        String plain = value.toPlainString();
        int point = plain.indexOf('.');
        String whole = point < 0 ? plain : plain.substring(0, point);
        String sign = whole.startsWith("-") ? "-" : "";
        String digits = whole.substring(sign.length());
        StringBuilder grouped = new StringBuilder(sign);
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % GROUP == 0) {
                grouped.append(english ? ',' : NO_BREAK);
            }
            grouped.append(digits.charAt(i));
        }
        if (point >= 0) {
            grouped.append(english ? '.' : ',').append(plain, point + 1, plain.length());
        }
        return grouped.toString();
    }
}
