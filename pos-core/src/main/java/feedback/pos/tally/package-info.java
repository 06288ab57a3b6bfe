/** The count of votes, apart from who voted and how: anyone who has the ballots must be able to do it again and see why each project won or did not. */
@NullMarked
package feedback.pos.tally;

import org.jspecify.annotations.NullMarked;
