package feedback.pos.organization;

/** The part in which somebody acts. A right is a role within a subtree of organizations, see {@link Grant}. */
public enum Role {
    /** Judges admissibility, corrects the topic, declines. */
    MODERATOR,
    /** Routes, forwards up and down, assigns. */
    COORDINATOR,
    /** Drafts the answer, asks the applicant, asks for postponement, returns. */
    EXECUTOR,
    /** Approves and sends, returns for rework, extends. */
    HEAD,
    /** Sees the subtree and gets escalations; intervenes nowhere. */
    CURATOR,
    /** Enters messages for people who cannot. */
    OPERATOR,
    /** Keeps accounts, catalog, routes and keys. */
    ADMINISTRATOR,
    /** Reads aggregates and exports. */
    ANALYST,
    /** Opens, closes and publishes polls. */
    POLL_MANAGER,
    /** The person whose message it is; never granted, follows from the message. */
    APPLICANT,
    /** The automaton: sweeps, rules, models; never granted. */
    SYSTEM;

    /** Whether the role lets an official read messages: not who needs figures or keeps polls only. */
    public boolean seesMessages() {
        return isOfficial() && this != ANALYST && this != POLL_MANAGER;
    }

    /** Whether the role may be granted to an official. */
    public boolean isOfficial() {
        return this != APPLICANT && this != SYSTEM;
    }
}
