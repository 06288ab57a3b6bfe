package feedback.pos.poll;

import feedback.pos.organization.Territory;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** How somebody comes to the box, and what proves it. */
public sealed interface Way {

    /** By which channel the ballot is kept. */
    VoteChannel channel();

    /** The voter, signed in: whoever acts. */
    record Self() implements Way {
        @Override
        public VoteChannel channel() {
            return VoteChannel.ESIA;
        }
    }

    /**
     * An operator for somebody who is known.
     *
     * @param person whose ballot it is
     */
    record ForPerson(String person) implements Way {
        @Override
        public VoteChannel channel() {
            return VoteChannel.OPERATOR;
        }
    }

    /**
     * A volunteer for the owner of a phone, who tells the code sent there.
     *
     * @param phone as given
     * @param code that was sent to it
     * @param born day of birth, as the document says that the volunteer has seen; null where it does not matter
     * @param residence where the voter lives, likewise
     */
    record ByPhone(
            String phone,
            String code,
            @Nullable LocalDate born,
            @Nullable Territory residence) implements Way {
        @Override
        public VoteChannel channel() {
            return VoteChannel.VOLUNTEER;
        }
    }

    /**
     * A sheet of paper.
     *
     * @param protocol number of the protocol, 1 to 100 characters
     * @param sheet number of the sheet in it, from 1
     */
    record OnPaper(String protocol, int sheet) implements Way {
        @Override
        public VoteChannel channel() {
            return VoteChannel.PAPER;
        }
    }

    /**
     * A one-time token.
     *
     * @param token as handed out
     */
    record ByToken(String token) implements Way {
        @Override
        public VoteChannel channel() {
            return VoteChannel.TOKEN;
        }
    }

    /** Nothing proves anything. */
    record ByLink() implements Way {
        @Override
        public VoteChannel channel() {
            return VoteChannel.LINK;
        }
    }
}
