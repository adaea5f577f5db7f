package dev.modelgate.registry.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.trust.Pem;
import dev.modelgate.core.trust.PublicKeyPem;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ed25519Test {

    private static final HexFormat HEX = HexFormat.of();
    /** What stands before the 32 bytes of a key in PKCS#8 and in SubjectPublicKeyInfo, RFC 8410. */
    private static final String PKCS8 = "302e020100300506032b657004220420";

    private static final String SPKI = "302a300506032b6570032100";
    /** The order of the group, RFC 8032 section 5.1. */
    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    /** The tests 1, 2, 3 and SHA(abc) of RFC 8032, section 7.1. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60, d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, '', e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b
            4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb, 3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c, 72, 92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00
            c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7, fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025, af82, 6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a
            833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42, ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf, ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f, dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704
            """)
    void signs_and_derives_the_public_key_as_rfc_8032_does(
            String secret, String publicKey, String message, String signature) {
        KeyPair pair = Ed25519.keyPair(Pem.text(Pem.PRIVATE_KEY, HEX.parseHex(PKCS8 + secret)));
        byte[] signed = Ed25519.sign(pair.getPrivate(), HEX.parseHex(message));

        assertThat(HEX.formatHex(pair.getPublic().getEncoded())).isEqualTo(SPKI + publicKey);
        assertThat(HEX.formatHex(signed)).isEqualTo(signature);
        assertThat(Ed25519.verifies(pair.getPublic(), HEX.parseHex(message), signed))
                .isTrue();
    }

    @Test
    void refuses_a_second_form_of_the_same_signature() {
        KeyPair pair = Ed25519.generate(new SecureRandom());
        byte[] message = {1, 2, 3};
        byte[] signed = Ed25519.sign(pair.getPrivate(), message);

        assertThat(Ed25519.verifies(pair.getPublic(), message, signed)).isTrue();
        assertThat(Ed25519.verifies(pair.getPublic(), message, withOrderAdded(signed)))
                .isFalse();
    }

    @Test
    void what_is_no_signature_at_all_is_as_wrong_as_one_that_does_not_fit() {
        KeyPair pair = Ed25519.generate(new SecureRandom());
        byte[] filled = new byte[64];
        Arrays.fill(filled, (byte) 0xFF);

        assertThat(Ed25519.verifies(pair.getPublic(), new byte[0], new byte[0])).isFalse();
        assertThat(Ed25519.verifies(pair.getPublic(), new byte[0], new byte[63]))
                .isFalse();
        assertThat(Ed25519.verifies(pair.getPublic(), new byte[0], new byte[65]))
                .isFalse();
        assertThat(Ed25519.verifies(pair.getPublic(), new byte[0], filled)).isFalse();
    }

    @Test
    void refuses_a_public_key_of_another_kind() {
        String p256 = """
                -----BEGIN PUBLIC KEY-----
                MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt
                6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q==
                -----END PUBLIC KEY-----
                """;

        assertThatThrownBy(() -> Ed25519.publicKey(new PublicKeyPem(p256)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no Ed25519 key; use a gate.pub");
    }

    /** S + L is the same number modulo the order; RFC 8032 demands that it be refused. */
    private static byte[] withOrderAdded(byte[] signed) {
        byte[] bigEndian = new byte[32];
        for (int i = 0; i < 32; i++) {
            bigEndian[i] = signed[63 - i];
        }
        byte[] sum = new BigInteger(1, bigEndian).add(ORDER).toByteArray();
        byte[] changed = signed.clone();
        for (int i = 0; i < 32; i++) {
            changed[32 + i] = i < sum.length ? sum[sum.length - 1 - i] : 0;
        }
        return changed;
    }
}
