package feedback.pos.survey;

/** Which characters a text may have. */
final class Characters {
    private Characters() {}

    /** Whether all can be stored and shown; line ends and tabs only where several lines may be. */
    static boolean areFit(String text, boolean lines) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)
                    || c == '\uFFFE'
                    || c == '\uFFFF'
                    || Character.isISOControl(c) && !(lines && (c == '\n' || c == '\t' || c == '\r'))) {
                return false;
            }
        }
        return true;
    }

    /** The text with a mark in place of each character that cannot be shown. */
    static String printable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                shown.append(c).append(text.charAt(i + 1));
                i++;
            } else {
                shown.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '\uFFFD' : c);
            }
        }
        return shown.toString();
    }

    /** The text, cut to what a message shows of it. */
    static String shown(String text, int most) {
        return printable(text.length() > most ? text.substring(0, most) + "…" : text);
    }
}
