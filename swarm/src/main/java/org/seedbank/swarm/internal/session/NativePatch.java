package org.seedbank.swarm.internal.session;

import java.util.HexFormat;

/**
 * Faults of libtorrent that no setting avoids, mended in its machine code: the first offers of a super-seed, peers behind
 * routers, calls to itself, certificates in torrents, and what it takes from peers about v2 hashes (BEP 52) without a look at
 * what it has. With the latter any stranger could end the process, or write into its memory:
 *
 * <ul>
 *   <li>{@code hash_picker::hashes_rejected}: a peer that refuses the hashes of a piece's blocks, which is asked for them
 *       when a piece of a torrent without v1 hashes was wrong. The number of a block was taken for that of a piece, and
 *       written behind the end of a list, or at address 0 where the file has one piece.
 *   <li>{@code validate_hash_request}: hashes, asked for or not, for the root of 32 zeros, which padding, empty files, and
 *       all files of torrents without v2 hashes have. None of these has a tree.
 *   <li>The constructor of {@code hash_picker}: a peer that says that it speaks v2 when it comes by a v1 magnet link, as long
 *       as nobody knows that the torrent has no v2 hashes. It looked at the trees of all files, and there are none.
 * </ul>
 *
 * <p>libtorrent itself mended the first and the third, in other words, by its commits {@code ca4e621c2} and {@code aab2a10e2}
 * of July and August 2026, which neither 2.0.13 nor 2.1.0 has. No commit is known that mends the second.
 */
final class NativePatch {

    /** For libtorrent4j 2.0.6-26 alone; {@code natives.sha256} has the digest of what results, so another is not loaded. */
    private static final String RESOURCE = "lib/x86_64/libtorrent4j.so";

    /** Where {@code hashes_rejected} begins in the file; 128 bytes up to the next function. */
    private static final int REJECTED = 0x5773b0;

    private static final byte[] CODE = HexFormat.of()
            .parseHex(
                    // hashes_rejected; at rdi the picker, at rsi the request: file, layer, index and count
                    "486306" //             movslq (%rsi), %rax
                            + "488d0440" //     lea    (%rax,%rax,2), %rax
                            + "488b7f10" //     mov    0x10(%rdi), %rdi       the lists of all files
                            + "488d3cc7" //     lea    (%rdi,%rax,8), %rdi    that of this one: start, end
                            + "8b4608" //       mov    8(%rsi), %eax
                            + "8b560c" //       mov    12(%rsi), %edx
                            + "01c2" //         add    %eax, %edx
                            + "31f6" //         xor    %esi, %esi
                            + "480fbaee3f" //   bts    $63, %rsi              "never"
                            + "39d0" //  again: cmp    %edx, %eax
                            + "7d1f" //         jge    done
                            + "89c1" //         mov    %eax, %ecx
                            + "c1e909" //       shr    $9, %ecx               one entry for 512
                            + "48c1e104" //     shl    $4, %rcx               of 16 bytes
                            + "48030f" //       add    (%rdi), %rcx
                            + "483b4f08" //     cmp    8(%rdi), %rcx
                            + "730d" //         jae    done                   what was missing
                            + "488931" //       mov    %rsi, (%rcx)           when it was last asked for
                            + "ff4908" //       decl   8(%rcx)                how often it was
                            + "0500020000" //   add    $512, %eax
                            + "ebdd" //         jmp    again
                            + "c3" //     done: ret
                            // from the loop of the constructor: as many rounds as there are trees, not files
                            + "498b442418" //   mov    0x18(%r12), %rax
                            + "492b442410" //   sub    0x10(%r12), %rax
                            + "4839442410" //   cmp    %rax, 0x10(%rsp)
                            + "0f84ed070000" // je     0x577bf4               out of the loop
                            + "e92c060000" //   jmp    0x577a38               the next round
                            // from validate_hash_request: the file has to have a root; at rbx the request, at rbp the
                            // files
                            + "486333" //       movslq (%rbx), %rsi
                            + "488d04b6" //     lea    (%rsi,%rsi,4), %rax
                            + "488b7d10" //     mov    0x10(%rbp), %rdi
                            + "48837cc71800" // cmpq   $0, 0x18(%rdi,%rax,8)
                            + "0f8478f4ffff" // je     0x57689b               not valid
                            + "4889ef" //       mov    %rbp, %rdi
                            + "e991f4ffff"); // jmp    0x5768bc               on with the other checks

    /** In the constructor: jmp 0x5773f2, instead of asking for the number of files. */
    private static final int ROUNDS = 0x577a2a;

    private static final byte[] TO_TREES = HexFormat.of().parseHex("e9c3f9ffff");

    /** In the function: jmp 0x57740c, instead of {@code mov (%rbx), %esi; mov %rbp, %rdi}, which are done there. */
    private static final int VALIDATION = 0x5768b7;

    private static final byte[] TO_ROOT = HexFormat.of().parseHex("e9500b0000");

    /**
     * In {@code peer_connection::superseed_piece}: nothing, instead of {@code jne} to the end where the handshake is not over. It is called
     * with the first two offers a moment before that is noted, and both were lost: peers of a super-seed waited ten seconds for
     * the next one, and those of one that had ended that by then for ever.
     */
    private static final int OFFER = 0x5ee7a1;

    private static final byte[] NOTHING = HexFormat.of().parseHex("6690");

    /**
     * Room for more code: the binding's function {@code torrent_handle_set_ssl_certificate_buffer_ex}, 1,956 bytes, which
     * nothing calls, as there are no torrents over TLS.
     */
    private static final int ROOM = 0x260400;

    private static final byte[] MORE_CODE = HexFormat.of()
            .parseHex(
                    // from torrent::find_peer; at rax a peer's endpoint, whose address is the wanted one, at
                    // r15 the
                    // wanted one, at r12 the peer's connection
                    "410fb75702" //   movzwl 0x2(%r15), %edx
                            + "66395002" //     cmp    %dx, 0x2(%rax)
                            + "0f842d361600" // je     0x3c3a3c               found
                            + "498b842438020000" // mov 0x238(%r12), %rax     what is known of the peer
                            + "4885c0" //       test   %rax, %rax
                            + "0f8468351600" // je     0x3c3988               the next one
                            + "66c1ca08" //     ror    $8, %dx                from network byte order
                            + "66395018" //     cmp    %dx, 0x18(%rax)        the port that it listens on
                            + "0f840e361600" // je     0x3c3a3c               found
                            + "e955351600" //   jmp    0x3c3988               the next one
                            // from bt_peer_connection::on_holepunch; at rbp the connection of who asked, at r13 an
                            // endpoint that is
                            // no longer used
                            + "50" //           push   %rax                   the stack stays aligned
                            + "488dbd98000000" // lea  0x98(%rbp), %rdi
                            + "e8b0cf1400" //   call   0x3ad3f0               is_utp
                            + "5a" //           pop    %rdx
                            + "488d95ac020000" // lea  0x2ac(%rbp), %rdx      where it comes from
                            + "84c0" //         test   %al, %al
                            + "7535" //         jne    done
                            + "488b8538020000" // mov  0x238(%rbp), %rax      what is known of the peer
                            + "4885c0" //       test   %rax, %rax
                            + "7429" //         je     done
                            + "0fb74018" //     movzwl 0x18(%rax), %eax       the port that it listens on
                            + "85c0" //         test   %eax, %eax
                            + "7421" //         je     done
                            + "66c1c808" //     ror    $8, %ax                into network byte order
                            + "f30f6f02" //     movdqu (%rdx), %xmm0          28 bytes in two that overlap
                            + "f30f6f4a0c" //   movdqu 0xc(%rdx), %xmm1
                            + "f3410f7f4500" // movdqu %xmm0, (%r13)
                            + "f3410f7f4d0c" // movdqu %xmm1, 0xc(%r13)
                            + "6641894502" //   mov    %ax, 0x2(%r13)
                            + "4c89ea" //       mov    %r13, %rdx
                            + "c3" //     done: ret
                            // from bt_peer_connection::on_receive; at rbp a connection that came in from ourselves, at
                            // r13 the torrent, at 0x48(%rsp) of there the ID that it says
                            + "488b542450" //     mov  0x50(%rsp), %rdx
                            + "498b4d38" //       mov  0x38(%r13), %rcx       the torrent's connections: start
                            + "493b4d40" // next: cmp  0x40(%r13), %rcx       end
                            + "743b" //           je   back
                            + "488b39" //         mov  (%rcx), %rdi
                            + "4883c108" //       add  $8, %rcx
                            + "488b02" //         mov  (%rdx), %rax
                            + "48398700080000" // cmp  %rax, 0x800(%rdi)      the ID that we said there, 20 bytes
                            + "75e7" //           jne  next
                            + "488b4208" //       mov  8(%rdx), %rax
                            + "48398708080000" // cmp  %rax, 0x808(%rdi)
                            + "75da" //           jne  next
                            + "8b4210" //         mov  16(%rdx), %eax
                            + "398710080000" //   cmp  %eax, 0x810(%rdi)
                            + "75cf" //           jne  next
                            + "488b8738020000" // mov  0x238(%rdi), %rax      what is known of the peer
                            + "4885c0" //         test %rax, %rax
                            + "7404" //           je   back
                            + "80481b1f" //       orb  $0x1f, 0x1b(%rax)      31 failures, the most that it counts
                            + "488b4500" // back: mov  (%rbp), %rax           what was replaced
                            + "488d7c2468" //     lea  0x68(%rsp), %rdi
                            + "c3"); //           ret

    /**
     * In {@code peer_list::update_peer_port}: jmp 0x67634f, to the end. Two peers of one address that name the same port were
     * taken for one, and the second was sent away. Behind one router they are two, and all have the usual port; and two that
     * connect to each other at the same moment both sent the other away, again and again.
     */
    private static final int SAME_PORT = 0x67659d;

    private static final byte[] TO_BOTH_STAY = HexFormat.of().parseHex("e9adfdffff");

    /**
     * In {@code torrent::find_peer}, by which a relay of BEP 55 finds who is asked for: jmp {@link #ROOM}. Peers know each
     * other by the port that they listen on, and it looked for who comes from that port, which is so over uTP alone.
     */
    private static final int ASKED_FOR = 0x3c3a20;

    private static final byte[] TO_LISTENING_PORT = HexFormat.of().parseHex("e9dbc9e9ff");

    /**
     * In {@code bt_peer_connection::on_holepunch}: call {@link #ROOM} + 0x33. A relay told the other side where it sees the connection of who
     * asks come from. Of one over TCP that port is good for nothing; the one that it listens on is what routers leave as it is.
     */
    private static final int WHO_ASKS = 0x64eefb;

    private static final byte[] BY_LISTENING_PORT = HexFormat.of().parseHex("e83315c1ff6690");

    /**
     * In {@code torrent::connect_to_peer}: uTP only to peers with the mark of those that were reached by it before ({@code
     * test $0x40, %al}), instead of to all that nothing bad is known of. So all connections go out by TCP.
     */
    private static final int UTP_TO = 0x3ef5bf;

    private static final byte[] WHO_WAS_REACHED = HexFormat.of().parseHex("a840");

    /** In {@code bt_peer_connection::on_holepunch}: peers to whom a hole is to be made get that mark ({@code or $0x60, %eax}). */
    private static final int UTP_FOR = 0x64f479;

    private static final byte[] HOLES = HexFormat.of().parseHex("83c860");

    /**
     * In {@code bt_peer_connection::on_receive}, where a connection has come in from ourselves: call {@link #ROOM} + 0x82. libtorrent closes
     * it, and where an address may have several peers it forgot that this was for a reason, and called itself every second for as
     * long as it was told of its own address, as by local discovery. Now its own connection, which the other end of that is, counts
     * as one to a peer that failed more often than libtorrent tries; other peers of that address are not touched.
     */
    private static final int SELF = 0x65b34f;

    private static final byte[] NEVER_AGAIN = HexFormat.of().parseHex("e82e51c0ff90909090");

    /**
     * In {@code torrent::init}: nothing, instead of {@code jne} to {@code init_ssl} where a torrent has a certificate. That came from a
     * stranger, by a file or by peers, and was read by the OpenSSL 1.1.1m in this library, of which CVE-2022-0778 says that a
     * certificate can make it search for ever. Nobody here speaks TLS with peers.
     */
    private static final int CERTIFICATE = 0x3f8e17;

    private static final byte[] NO_CERTIFICATE = HexFormat.of().parseHex("660f1f440000");

    private NativePatch() {}

    /** Tells whether the library of this system is the one that it is for. */
    static boolean isForThisSystem() {
        return RESOURCE.equals(
                NativeLibrary.resourceName(System.getProperty("os.name"), System.getProperty("os.arch")));
    }

    /** The bytes of a library as they are to be loaded: those given, changed in place where they are libtorrent's. */
    static byte[] applied(String resource, byte[] library) {
        if (resource.equals(RESOURCE) && library.length > SAME_PORT + TO_BOTH_STAY.length) {
            put(library, REJECTED, CODE);
            put(library, ROUNDS, TO_TREES);
            put(library, VALIDATION, TO_ROOT);
            put(library, OFFER, NOTHING);
            put(library, ROOM, MORE_CODE);
            put(library, SAME_PORT, TO_BOTH_STAY);
            put(library, ASKED_FOR, TO_LISTENING_PORT);
            put(library, WHO_ASKS, BY_LISTENING_PORT);
            put(library, UTP_TO, WHO_WAS_REACHED);
            put(library, UTP_FOR, HOLES);
            put(library, SELF, NEVER_AGAIN);
            put(library, CERTIFICATE, NO_CERTIFICATE);
        }
        return library;
    }

    private static void put(byte[] library, int offset, byte[] code) {
        System.arraycopy(code, 0, library, offset, code.length);
    }
}
