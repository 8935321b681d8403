package org.seedbank.cli.option;

import org.seedbank.integrity.HostPort;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an IP address and a port to listen at, such as {@code 192.0.2.1:6969} or {@code [::]:6969}. */
public final class ListenAddress implements ITypeConverter<HostPort> {

    @Override
    public HostPort convert(String text) {
        return HostPort.address(text)
                .orElseThrow(() -> new TypeConversionException(
                        "'%s' is not an IP address with a port, such as 192.0.2.1:6969 or [::]:6969".formatted(text)));
    }
}
