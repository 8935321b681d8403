package org.seedbank.catalog.drive;

import com.google.api.services.drive.model.File;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogSettings;

/**
 * A folder of Google Drive that was made to hold a catalog.
 *
 * @param location the catalog in it
 * @param link its address for browsers
 * @param notShared why not everybody can read it, though that was asked for; a domain's policy may forbid it
 */
public record NewDriveFolder(DriveLocation location, String link, Optional<CatalogException> notShared) {

    private static final URI DRIVE = URI.create(DriveLocation.SCHEME + ":root");

    /**
     * Makes a folder at the top of the account's Drive.
     *
     * @param name its name, which need not be unique
     * @param description what Drive shows beside it
     * @param shared whether everybody who knows the address may read it
     * @throws CatalogException.NeedsLogin when nobody is logged in
     * @throws CatalogException.Refused when Drive does not let it be made
     */
    public static NewDriveFolder create(CatalogSettings settings, String name, String description, boolean shared)
            throws InterruptedException {
        return create(new DriveAccess(DRIVE, settings), name, description, shared);
    }

    static NewDriveFolder create(DriveAccess access, String name, String description, boolean shared)
            throws InterruptedException {
        DriveClient client = access.writer();
        File made = client.createFolder(new File()
                .setId(client.newId())
                .setName(name)
                .setMimeType(DriveClient.FOLDER_TYPE)
                .setDescription(description));
        DriveItemId id = new DriveItemId(made.getId(), Optional.ofNullable(made.getResourceKey()));
        String link = Optional.ofNullable(made.getWebViewLink())
                .orElse("https://drive.google.com/drive/folders/" + made.getId());
        return new NewDriveFolder(
                new DriveLocation(List.of(id)), link, shared ? share(client, made.getId()) : Optional.empty());
    }

    private static Optional<CatalogException> share(DriveClient client, String id) throws InterruptedException {
        try {
            client.shareWithEverybody(id);
            return Optional.empty();
        } catch (CatalogException e) {
            return Optional.of(e);
        }
    }
}
