package feedback.pos;

import feedback.pos.organization.Actor;
import feedback.pos.poll.Poll;
import feedback.pos.poll.Questions;
import feedback.pos.poll.Sheet;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.BallotBox;
import feedback.pos.store.BallotBox.Judgement;
import feedback.pos.store.BallotBox.Line;
import feedback.pos.store.BallotBox.Text;
import feedback.pos.store.BallotBox.Trail;
import feedback.pos.store.BallotBox.Voter;
import feedback.pos.survey.CrossTable;
import feedback.pos.survey.Question;
import feedback.pos.survey.Statistics;
import feedback.pos.survey.Survey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a survey, one by one: for tables of two questions, for means and medians, for whoever works with them elsewhere. Everything
 * here costs a read of all answers and memory that does not grow with them. Thread-safe.
 */
public final class PollAnswers {
    /** In a table that everybody sees no cell tells of fewer people. */
    private static final int FEWEST = 5;

    private static final int PAGE = 1_000;

    private final Office office;
    private final Polls polls;
    private final PollCount count;

    PollAnswers(Office office, Polls polls, PollCount count) {
        this.office = office;
        this.polls = polls;
        this.count = count;
    }

    /** Takes answered surveys one after the other. */
    @FunctionalInterface
    public interface Each {
        /**
         * One answered survey.
         *
         * @param channel by which way it came
         * @param person the voter's id; null where the survey is secret, or the person was erased
         * @param canonical the answers, see {@link feedback.pos.survey.Answers#canonical}
         * @param texts what was written freely and is not hidden, by question
         */
        void answered(String channel, @Nullable String person, String canonical, Map<String, String> texts)
                throws IOException;
    }

    /**
     * Two questions against each other. Who does not keep the poll gets a table without cells that tell of fewer than 5 people.
     *
     * @param rows a question, or a row of a matrix as {@code q9.row2}
     * @param columns another one
     * @throws Refusal INVALID_VALUE naming the question that will not do; FORBIDDEN as {@link Polls#results}; CONFLICT for a vote
     */
    public CrossTable.Table table(UUID id, String rows, String columns, Actor who) {
        Poll poll = polls.get(id, who);
        boolean isKeeper = polls.manages(poll.plan().organization(), who);
        polls.requireResults(poll, who);
        requireClosed(poll, isKeeper);
        // Always the same way round, or what one table hides the other might tell
        boolean isTurned = !isKeeper && rows.compareTo(columns) > 0;
        CrossTable table =
                isTurned ? CrossTable.of(survey(poll), columns, rows) : CrossTable.of(survey(poll), rows, columns);
        count.forEach(poll, (place, line) -> table.add(Sheet.read(line.body()).choice()));
        CrossTable.Table made = isKeeper ? table.table() : table.table(FEWEST);
        return isTurned ? turned(made) : made;
    }

    /**
     * Means, medians and quartiles of numbers, points of rankings, months of dates.
     *
     * @throws Refusal FORBIDDEN as {@link Polls#results}; CONFLICT for a vote
     */
    public Statistics statistics(UUID id, Actor who) {
        Poll poll = polls.get(id, who);
        polls.requireResults(poll, who);
        boolean isKeeper = polls.manages(poll.plan().organization(), who);
        requireClosed(poll, isKeeper);
        if (!isKeeper && count.results(poll).ballots() < FEWEST) {
            throw Refusal.of(Reason.FORBIDDEN, "poll.tooFewAnswers", FEWEST);
        }
        Statistics statistics = Statistics.of(survey(poll));
        count.forEach(
                poll, (place, line) -> statistics.add(Sheet.read(line.body()).choice()));
        return statistics;
    }

    /** Of a survey that goes on two looks would tell of whoever answered between them. */
    private static void requireClosed(Poll poll, boolean isKeeper) {
        if (!isKeeper && poll.stage() == Poll.Stage.OPEN) {
            throw Refusal.of(Reason.FORBIDDEN, "poll.whenClosed");
        }
    }

    @SuppressWarnings("ArgumentSelectionDefectChecker") // rows become columns
    private static CrossTable.Table turned(CrossTable.Table table) {
        List<List<@Nullable Long>> cells = new ArrayList<>();
        for (int column = 0; column < table.columnCodes().size(); column++) {
            List<@Nullable Long> line = new ArrayList<>();
            for (List<@Nullable Long> row : table.cells()) {
                line.add(row.get(column));
            }
            cells.add(line);
        }
        return new CrossTable.Table(
                table.columns(),
                table.rows(),
                table.columnCodes(),
                table.rowCodes(),
                cells,
                table.columnTotals(),
                table.rowTotals(),
                table.all());
    }

    /**
     * All answers that count, in the order of chains and positions.
     *
     * @throws Refusal FORBIDDEN unless the actor keeps the poll, or while its results are hidden; CONFLICT for a vote
     * @throws IOException as the taker throws it
     */
    public void each(UUID id, Actor by, Each taker) throws IOException {
        Poll poll = keeper(id, by);
        Survey survey = survey(poll);
        Map<String, TextsOf> texts = new HashMap<>();
        for (Question question : survey.questions()) {
            texts.put(question.name(), new TextsOf(id, question.name()));
        }
        try {
            count.forEach(poll, (place, line) -> {
                try {
                    give(poll, place, line, texts, taker);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** What {@link #each} asks for, before anything is written. */
    public void requireKeeper(UUID id, Actor by) {
        survey(keeper(id, by));
    }

    private Poll keeper(UUID id, Actor by) {
        Poll poll = polls.get(id, by);
        polls.requireManager(poll.plan().organization(), by);
        polls.requireResults(poll, by);
        return poll;
    }

    private void give(Poll poll, String place, Line line, Map<String, TextsOf> texts, Each taker) throws IOException {
        Sheet sheet = Sheet.read(line.body());
        int slash = place.indexOf('/');
        int chain = Integer.parseInt(place.substring(0, slash));
        Map<String, String> written = new HashMap<>();
        texts.forEach((question, of) -> of.at(chain, line.position()).ifPresent(text -> written.put(question, text)));
        taker.answered(sheet.channel().name(), person(poll, sheet.voter()), sheet.choice(), written);
    }

    private @Nullable String person(Poll poll, @Nullable UUID voter) {
        return voter == null
                ? null
                : office.storage()
                        .ballots()
                        .voter(poll.id(), voter)
                        .map(Voter::trail)
                        .map(Trail::person)
                        .orElse(null);
    }

    private static Survey survey(Poll poll) {
        if (poll.plan().ask() instanceof Questions questions) {
            return questions.survey();
        }
        throw Refusal.of(Reason.CONFLICT, "poll.noSurvey");
    }

    /** The texts of one question that are not hidden, page by page beside the answers, which come in the same order. */
    private final class TextsOf {
        private final List<Walk> walks = new ArrayList<>();

        TextsOf(UUID poll, String question) {
            walks.add(new Walk(poll, question, Judgement.SHOWN));
            walks.add(new Walk(poll, question, Judgement.PENDING));
        }

        Optional<String> at(int chain, long position) {
            return walks.stream()
                    .map(walk -> walk.at(chain, position))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
    }

    private final class Walk {
        private final UUID poll;
        private final String question;
        private final Judgement judgement;
        private List<Text> page = List.of();
        private int next;
        private boolean isOver;

        Walk(UUID poll, String question, Judgement judgement) {
            this.poll = poll;
            this.question = question;
            this.judgement = judgement;
        }

        Optional<String> at(int chain, long position) {
            while (true) {
                if (next == page.size()) {
                    read();
                }
                if (next == page.size()) {
                    return Optional.empty();
                }
                Text text = page.get(next);
                int where = text.chain() == chain
                        ? Long.compare(text.position(), position)
                        : Integer.compare(text.chain(), chain);
                if (where > 0) {
                    return Optional.empty();
                }
                next++;
                if (where == 0) {
                    return Optional.of(text.body());
                }
            }
        }

        private void read() {
            if (!isOver) {
                Text last = page.isEmpty() ? null : page.get(page.size() - 1);
                BallotBox box = office.storage().ballots();
                page = box.texts(poll, question, judgement, last, PAGE);
                isOver = page.size() < PAGE;
                next = 0;
            }
        }
    }
}
