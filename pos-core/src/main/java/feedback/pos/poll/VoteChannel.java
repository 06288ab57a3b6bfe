package feedback.pos.poll;

/** By which way a ballot comes in. */
public enum VoteChannel {
    /** The voter, signed in. */
    ESIA,
    /** An operator, for somebody who is known. */
    OPERATOR,
    /** A volunteer in the street, for the owner of a phone who tells a one-time code. */
    VOLUNTEER,
    /** Paper, entered with the number of its protocol. */
    PAPER,
    /** Whoever has a one-time token. */
    TOKEN,
    /** Anybody who has the address. */
    LINK
}
