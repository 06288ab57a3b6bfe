package feedback.pos.organization;

/** How surely a person is known; the levels of ESIA accounts. From weak to strong. */
public enum Assurance {
    /** Nothing is confirmed. */
    NONE,
    /** Упрощённая: a phone or mail address of the person's. */
    SIMPLE,
    /** Стандартная: the documents were checked against registers. */
    STANDARD,
    /** Подтверждённая: somebody has seen the person. */
    CONFIRMED
}
