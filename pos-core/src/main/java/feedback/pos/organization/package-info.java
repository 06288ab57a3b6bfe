/** Who may do what and where: the tree of organizations, the people in it, and rights as role × subtree. */
@NullMarked
package feedback.pos.organization;

import org.jspecify.annotations.NullMarked;
