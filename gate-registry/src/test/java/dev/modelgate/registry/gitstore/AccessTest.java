package dev.modelgate.registry.gitstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import java.security.KeyPair;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the environment says of access is settled before anything is asked of the network. */
class AccessTest {

    private static KeyPair key;
    private static KeyPair host;
    private static String text;

    @BeforeAll
    static void keys() throws Exception {
        key = SshKeys.ed25519();
        host = SshKeys.ed25519();
        text = SshKeys.text(key);
    }

    private static Access access(String address, Map<String, String> variables) {
        return Access.of(GitAddress.of(address), variables);
    }

    private static Access access(String key, String knownHosts) {
        return access(
                "git+ssh://git@127.0.0.1:2222/registry.git",
                Map.of("GATE_REGISTRY_SSH_KEY", key, "GATE_REGISTRY_KNOWN_HOSTS", knownHosts));
    }

    private static void assertRefused(String key, String knownHosts, String message) {
        assertThatThrownBy(() -> access(key, knownHosts))
                .isInstanceOf(CannotJudgeException.class)
                .hasNoCause()
                .hasMessageContaining(message);
    }

    private static String known() {
        return SshKeys.knownHost(2222, host);
    }

    @Test
    void takes_a_key_as_secrets_come_without_the_last_line_end_or_with_carriage_returns() {
        assertThat(access(text.strip(), known())).isInstanceOf(DeployKey.class);
        assertThat(access(text.replace("\n", "\r\n"), known())).isInstanceOf(DeployKey.class);
    }

    @Test
    void a_key_without_known_hosts_is_an_error_that_says_what_to_set() {
        String message = "GATE_REGISTRY_SSH_KEY is set without GATE_REGISTRY_KNOWN_HOSTS, but";
        assertRefused(text, "", message);
        assertRefused(text, " \n", message);
        assertRefused(text, "# no line\n", "has no key of '[127.0.0.1]:2222'");
    }

    @Test
    void known_hosts_without_a_key_are_an_error_too() {
        assertRefused("", known(), "GATE_REGISTRY_SSH_KEY is empty, but they go together");
    }

    @Test
    void text_that_is_no_private_key_is_an_error() throws Exception {
        String message = "GATE_REGISTRY_SSH_KEY holds no private key that can be read";
        assertRefused("ssh-ed25519 AAAA deploy", known(), message);
        assertRefused(text.replace('\n', ' '), known(), message);
        assertRefused(text.substring(0, text.length() / 2), known(), message);
        assertRefused(text.replace("OPENSSH ", ""), known(), message);
        assertRefused(text + SshKeys.text(host), known(), "GATE_REGISTRY_SSH_KEY holds 2 keys");
    }

    @Test
    void a_key_under_a_passphrase_is_an_error_in_each_format() throws Exception {
        String message = "GATE_REGISTRY_SSH_KEY is under a passphrase, but nobody is there to type one";
        assertRefused(SshKeys.text(key, Optional.of("secret")), known(), message);
        assertRefused(
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----", known(), message);
        assertRefused(
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00000000000000000000000000000000\n\nAAAAAAAAAAAAAAAAAAAAAA==\n-----END RSA PRIVATE KEY-----",
                known(),
                message);
    }

    @Test
    void nothing_of_the_key_is_in_a_message_wherever_it_was_pasted() {
        String secret = text.lines().skip(2).findFirst().orElseThrow();
        for (String bad : new String[] {text.replace('\n', ' '), text.substring(0, text.length() / 2)}) {
            assertThatThrownBy(() -> access(bad, known())).message().doesNotContain(secret.substring(0, 8));
        }
        assertThatThrownBy(() -> access(text, text))
                .hasMessageStartingWith("line 1 of GATE_REGISTRY_KNOWN_HOSTS is no line of known_hosts")
                .message()
                .doesNotContain(secret.substring(0, 8));
        assertThat(access(text, known()).toString()).doesNotContain(secret.substring(0, 8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.1 ssh-ed25519",
                "127.0.0.1 ssh-ed25519 AAAA",
                "127.0.0.1 ssh-ed25519 !!",
                "127.0.0.1 no-such-type AAAAC3NzaC1lZDI1NTE5AAAAIA",
                "@cert-authority",
                "|1|AAAA ssh-ed25519 AAAA",
                "@"
            })
    void names_the_line_of_known_hosts_that_cannot_be_read(String line) {
        assertRefused(text, known() + "# a remark\n" + line + "\n", "line 3 of GATE_REGISTRY_KNOWN_HOSTS is no line");
    }

    @Test
    void a_line_of_an_authority_is_not_taken_for_a_hosts_own() {
        assertRefused(text, "@cert-authority " + known(), "line 1 of GATE_REGISTRY_KNOWN_HOSTS is no line");
    }

    @Test
    void a_line_counts_only_for_its_host_and_port() {
        String other = SshKeys.knownHost(2223, host);
        assertRefused(text, other, "has no key of '[127.0.0.1]:2222', but that host is trusted by its key only");
        assertRefused(text, known().replace("127.0.0.1", "127.0.0.2"), "has no key of '[127.0.0.1]:2222'");
        assertThat(access(text, other + known())).isInstanceOf(DeployKey.class);
    }

    @Test
    void a_key_that_is_revoked_does_not_count() {
        assertRefused(text, known() + "@revoked " + known(), "has no key of '[127.0.0.1]:2222'");
        assertRefused(text, known() + "@revoked * " + known().split(" ", 2)[1], "has no key of '[127.0.0.1]:2222'");
    }

    @Test
    void another_program_for_ssh_is_refused_beside_the_key() {
        Map<String, String> variables = new HashMap<>(
                Map.of("GATE_REGISTRY_SSH_KEY", text, "GATE_REGISTRY_KNOWN_HOSTS", known(), "GIT_SSH", "/bin/other"));
        assertThatThrownBy(() -> access("git+ssh://git@127.0.0.1:2222/registry.git", variables))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageStartingWith("GIT_SSH is set, but with GATE_REGISTRY_SSH_KEY");
    }

    @Test
    void only_what_the_scheme_can_use_counts() {
        Map<String, String> broken = Map.of("GATE_REGISTRY_SSH_KEY", "no key", "GATE_REGISTRY_PASSWORD", "word");
        assertThat(access("git+https://example.org/registry.git", broken)).isNotInstanceOf(DeployKey.class);
        assertThat(access("git+file:///registry.git", broken)).isNotInstanceOf(DeployKey.class);

        Map<String, String> both = Map.of(
                "GATE_REGISTRY_SSH_KEY", text, "GATE_REGISTRY_KNOWN_HOSTS", known(), "GATE_REGISTRY_PASSWORD", "word");
        assertThat(access("git+ssh://git@127.0.0.1:2222/registry.git", both)).isInstanceOf(DeployKey.class);
    }
}
