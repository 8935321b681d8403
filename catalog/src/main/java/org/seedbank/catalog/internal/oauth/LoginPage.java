package org.seedbank.catalog.internal.oauth;

/** Pages that the browser shows when it comes back from a login. */
enum LoginPage {
    RECEIVED(200, "seedbank has the answer", "You can close this window and go back to where you began."),
    OTHER_LOGIN(
            400,
            "This is not the answer to the login that was started",
            "Go back to where you began, and open the address that is shown there."),
    NOTHING_HERE(404, "There is nothing here", "seedbank waits here for the answer to a login."),
    NO_REQUEST(400, "This request was not understood", "seedbank waits here for the answer to a login.");

    private final int status;
    private final String title;
    private final String text;

    LoginPage(int status, String title, String text) {
        this.status = status;
        this.title = title;
        this.text = text;
    }

    int status() {
        return status;
    }

    String html() {
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>seedbank</title></head>
            <body><h1>%s</h1><p>%s</p></body></html>
            """.formatted(title, text);
    }
}
