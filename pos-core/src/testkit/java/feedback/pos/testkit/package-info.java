/** What a storage author and every test needs: the storage contracts, a small sample region, a clock set by hand. */
@NullMarked
package feedback.pos.testkit;

import org.jspecify.annotations.NullMarked;
