package dev.modelgate.core.release;

import java.util.Optional;

/**
 * Everything that a promotion was judged by, by the SHA-256 of its bytes.
 *
 * @param verdict the verdict file
 * @param report the candidate's report
 * @param cases its case file
 * @param baseline the committed baseline
 * @param baselineCases its case file
 * @param policy the committed policy; empty where there is none
 * @param commit the commit that baseline and policy were read from
 * @param judgement the promoting gate's own verdict; empty for a promotion by a gate that kept none
 */
public record EvidenceDigests(
        String verdict,
        String report,
        Optional<String> cases,
        String baseline,
        Optional<String> baselineCases,
        Optional<String> policy,
        String commit,
        Optional<String> judgement) {}
