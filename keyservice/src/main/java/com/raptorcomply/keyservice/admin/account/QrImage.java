package com.raptorcomply.keyservice.admin.account;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code as a drawing.
 *
 * @param size the width and height in modules, with the quiet zone
 * @param path the dark modules as the data of an SVG path
 */
public record QrImage(int size, String path) {
    /** The width of the white border that scanners need, in modules (ISO/IEC 18004 section 5.3.8). */
    private static final int QUIET_ZONE = 4;

    static QrImage of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET_ZONE)
                            .append(',')
                            .append(y + QUIET_ZONE)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrImage(code.size + 2 * QUIET_ZONE, path.toString());
    }
}
