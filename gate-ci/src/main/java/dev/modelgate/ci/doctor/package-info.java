/**
 * What protects the gate and lies in no file that the gate could hold to: settings of the code host, owners, workflows.
 * {@link dev.modelgate.ci.doctor.Examination} collects the findings; the code host's adapters add theirs.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.ci.doctor;
