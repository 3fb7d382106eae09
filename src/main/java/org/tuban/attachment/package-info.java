/**
 * Files that show something about a feature: photos and documents, kept beside it and cited as evidence.
 *
 * <p>What a file is, its bytes say. Photos lose what their camera wrote into them, except which way is up, and when and
 * where they were taken if the one who adds them agrees.
 */
@NullMarked
package org.tuban.attachment;

import org.jspecify.annotations.NullMarked;
