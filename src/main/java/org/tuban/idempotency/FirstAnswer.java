package org.tuban.idempotency;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a request was answered.
 *
 * @param status of HTTP
 * @param headers those that say something about what was written
 * @param body as it was sent, before any compression
 */
record FirstAnswer(int status, Map<String, String> headers, byte[] body) {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * The answer as it is kept. An answer may tell what the database does not, such as a token made for its reader, so
     * it can be read only with the key of its request.
     *
     * @param secret 32 bytes
     */
    byte[] seal(byte[] secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        sealed.writeBytes(nonce);
        sealed.writeBytes(crypt(Cipher.ENCRYPT_MODE, secret, nonce, toBytes()));
        return sealed.toByteArray();
    }

    /** The answer that {@link #seal} made, with the same secret. */
    static FirstAnswer open(byte[] secret, byte[] sealed) {
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        byte[] rest = Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length);
        return fromBytes(crypt(Cipher.DECRYPT_MODE, secret, nonce, rest));
    }

    private static byte[] crypt(int mode, byte[] secret, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException changed) {
            throw new IllegalStateException("an answer that was kept cannot be read: its row was changed", changed);
        }
    }

    private byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            out.writeShort(status);
            out.writeShort(headers.size());
            for (Map.Entry<String, String> header : headers.entrySet()) {
                out.writeUTF(header.getKey());
                out.writeUTF(header.getValue());
            }
            out.write(body);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return bytes.toByteArray();
    }

    private static FirstAnswer fromBytes(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
            int status = in.readUnsignedShort();
            int count = in.readUnsignedShort();
            Map<String, String> headers = new LinkedHashMap<>();
            for (int number = 0; number < count; number++) {
                headers.put(in.readUTF(), in.readUTF());
            }
            return new FirstAnswer(status, headers, in.readAllBytes());
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }
}
