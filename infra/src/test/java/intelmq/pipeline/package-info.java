<<<<<<< HEAD
/** The whole pipeline, tested through its services' endpoints. */
=======
/** The pipeline from end to end. */
>>>>>>> e1cdd0a (Test the pipeline from end to end, the expanded template and intelmqctl; quieter runs)
@NullMarked
package intelmq.pipeline;

import org.jspecify.annotations.NullMarked;
