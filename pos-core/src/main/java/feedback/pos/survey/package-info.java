/** Asking people: what a survey may ask, which answers it takes and what is counted of them, so that polls, forms and exports agree on it. */
@NullMarked
package feedback.pos.survey;

import org.jspecify.annotations.NullMarked;
