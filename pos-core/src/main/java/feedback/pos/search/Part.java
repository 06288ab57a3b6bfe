package feedback.pos.search;

import feedback.pos.message.Answer;
import feedback.pos.message.Message;
import feedback.pos.message.Postponement;
import feedback.pos.message.Stage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a message in which words are looked for. Notes, drafts, reasons and ratings are none of them: nobody finds a
 * message by what its office keeps to itself. Names of people neither: they stand apart from messages.
 */
enum Part {
    NUMBER("number", true),
    TEXT("text", true),
    ADDRESS("address", true),
    ANSWER("answer", true),
    PORTAL_NUMBER("portalNumber", false),
    QUESTION("question", false),
    REPLY("reply", false),
    POSTPONEMENT("postponement", false);

    /** More than any text may have; what lies behind is not looked at, neither by the truth nor by an index. */
    private static final int MOST = 50_000;

    private final String field;
    private final boolean isOpen;

    Part(String field, boolean isOpen) {
        this.field = field;
        this.isOpen = isOpen;
    }

    /** Its name in the API. */
    String field() {
        return field;
    }

    /** Whether it is shown to everybody once the message is; the rest is between the applicant and the office. */
    boolean isOpen() {
        return isOpen;
    }

    /**
     * A part of one message.
     *
     * @param part which
     * @param text as it stands there
     */
    record Piece(Part part, String text) {
        List<Token> tokens() {
            List<Token> tokens = Token.of(text, MOST);
            if (part == NUMBER || part == PORTAL_NUMBER) {
                joined(tokens);
            }
            return tokens;
        }

        /** A number is also found when it is typed without its hyphens. */
        private void joined(List<Token> tokens) {
            if (tokens.size() > 1) {
                StringBuilder whole = new StringBuilder();
                tokens.forEach(each -> whole.append(each.form()));
                tokens.add(Token.of(
                        whole.toString(),
                        tokens.get(0).from(),
                        tokens.get(tokens.size() - 1).to()));
            }
        }
    }

    /** @param onlyOpen leaves out what is not for everybody */
    static List<Piece> of(Message message, boolean onlyOpen) {
        List<Piece> pieces = new ArrayList<>();
        for (Part part : values()) {
            String text = part.isOpen || !onlyOpen ? part.in(message) : null;
            if (text != null && !text.isEmpty()) {
                pieces.add(new Piece(part, text));
            }
        }
        return pieces;
    }

    private @Nullable String in(Message message) {
        return switch (this) {
            case NUMBER -> message.number();
            case TEXT -> message.submission().text();
            case ADDRESS -> message.submission().address();
            case ANSWER -> answer(message);
            case PORTAL_NUMBER -> message.submission().portalNumber();
            case QUESTION -> question(message);
            case REPLY -> reply(message);
            case POSTPONEMENT -> promise(message);
        };
    }

    private static @Nullable String answer(Message message) {
        Answer answer = message.answer();
        return answer == null ? null : answer.text();
    }

    private static @Nullable String question(Message message) {
        Message.Question question = message.question();
        return question == null ? null : question.text();
    }

    private static @Nullable String reply(Message message) {
        Message.Question question = message.question();
        return question == null ? null : question.reply();
    }

    /** Told to the applicant once it is approved, not before. */
    private static @Nullable String promise(Message message) {
        Postponement postponement = message.postponement();
        return postponement == null || message.stage() != Stage.POSTPONED ? null : postponement.text();
    }
}
