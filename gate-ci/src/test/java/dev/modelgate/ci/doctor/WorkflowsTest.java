package dev.modelgate.ci.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.ci.doctor.Finding.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkflowsTest {

    private static final String GOOD = """
            on:
              pull_request:
                types: [labeled]
            permissions: {}
            jobs:
              promote:
                environment: production
                steps:
                  - uses: actions/checkout@34e114876b0b11c390a56381ad16ebd13914f8d5 # v4.3.1
                    with:
                      fetch-depth: 0
                      persist-credentials: false
                  - uses: ./.github/actions/gate
                  - run: ./gate ci promote
                    env: {GATE_REGISTRY_HEAD: "${{ vars.GATE_REGISTRY_HEAD }}"}
            """;

    @TempDir
    private Path project;

    @Test
    void a_workflow_that_deploys_as_it_should_has_nothing_against_it() throws IOException {
        write("workflows/deploy.yml", GOOD);

        assertThat(new Workflows(project).take()).hasSize(7).allMatch(finding -> finding.state() == State.OK);
        assertThat(new Workflows(project).environment()).contains("production");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pull_request:|pull_request_target:|'pull_request'",
                "permissions: {}|permissions: write-all|permissions: {}",
                "permissions: {}|permissions: {contents: write}|permissions: {}",
                "permissions: {}|env: {}|no 'permissions' at the top",
                "fetch-depth: 0|fetch-depth: 1|fetch-depth: 0",
                "persist-credentials: false|persist-credentials: true|persist-credentials: false",
                "34e114876b0b11c390a56381ad16ebd13914f8d5|v4|deploy.yml:9:15 'actions/checkout@v4' can be moved",
                "environment: production|timeout-minutes: 5|environment: production",
                "env: {GATE_REGISTRY_HEAD|env: {OTHER|an older copy of the registry, put back whole, would not be seen",
                "gate ci promote|gate ci judge|no step below .github/workflows",
            })
    void each_fault_is_found_alone_and_the_text_says_what_to_do(String good, String bad, String text)
            throws IOException {
        write("workflows/deploy.yml", GOOD.replace(good, bad));

        List<Finding> wrong = new Workflows(project)
                .take().stream().filter(finding -> finding.state() != State.OK).toList();

        assertThat(wrong).hasSize(1);
        assertThat(wrong.get(0).state()).isEqualTo(State.NG);
        assertThat(wrong.get(0).text()).contains(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "env: {GATE_CANDIDATE_USER: candidate}|OK",
                "timeout-minutes: 5|NG",
                "env: {GATE_CANDIDATE_USER: ''}|NG",
                "with: {GATE_CANDIDATE_USER: candidate}|NG",
            })
    void where_the_candidate_is_evaluated_a_user_of_its_own_is_looked_for(String words, State expected)
            throws IOException {
        String job = """
              judge:
                steps:
                  - run: ./gate ci judge
                  - run: ./gate ci eval
                    %s
            """.formatted(words);
        write("workflows/deploy.yml", GOOD + job);

        assertThat(new Workflows(project).take())
                .filteredOn(finding -> finding.check().contains("a user of their own"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.check()).contains("job 'judge'");
                    assertThat(finding.state()).isEqualTo(expected);
                    assertThat(finding.text()).contains("GATE_CANDIDATE_USER");
                });
    }

    @Test
    void a_variable_of_the_job_or_of_the_workflow_is_every_steps() throws IOException {
        for (String workflow : List.of(
                "on: push\nenv: {GATE_CANDIDATE_USER: c}\njobs: {judge: {steps: [{run: gate ci eval}]}}\n",
                "on: push\njobs: {judge: {env: {GATE_CANDIDATE_USER: c}, steps: [{run: gate ci eval}]}}\n")) {
            write("workflows/deploy.yml", workflow);

            assertThat(new Workflows(project).take())
                    .filteredOn(finding -> finding.check().contains("a user of their own"))
                    .singleElement()
                    .matches(finding -> finding.state() == State.OK);
        }
    }

    @Test
    void an_action_is_looked_at_too_and_what_cannot_be_read_is_neither_good_nor_bad() throws IOException {
        write("workflows/deploy.yml", GOOD);
        write("workflows/broken.yaml", "on: [push\n");
        write("actions/own/action.yml", "runs:\n  steps:\n    - uses: someone/thing@main\n");

        List<Finding> findings = new Workflows(project).take();

        assertThat(findings)
                .filteredOn(finding -> finding.state() == State.UNKNOWN)
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("broken.yaml"));
        assertThat(findings)
                .filteredOn(finding -> finding.state() == State.NG)
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("someone/thing@main"));
    }

    @Test
    void a_project_without_workflows_does_not_deploy_through_the_gate() throws IOException {
        assertThat(new Workflows(project).take())
                .singleElement()
                .satisfies(finding -> assertThat(finding.state()).isEqualTo(State.NG));
    }

    private void write(String name, String text) throws IOException {
        Path file = project.resolve(".github").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
