namespace IncidentDesk.Pipeline;

/// <summary>The form of a page is read before its door opens: one that is not well-formed is the sender's fault at every door, in the same words.</summary>
internal static class WholeForm
{
    public static async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (IsIt(http.Request))
            await ReadAsync(http);
        await next(http);
    }

    // Forms with files are read by their doors, as they come.
    private static bool IsIt(HttpRequest request) =>
        request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true && HttpMethods.IsPost(request.Method) && !request.Path.StartsWithSegments("/api");

    private static async Task ReadAsync(HttpContext http)
    {
        try
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            if (!form.Any(field => HasNothing(field.Key) || field.Value.Any(HasNothing)))
                return;
        }
        // More or longer fields than the server reads, signs outside of its encoding, an encoding that it does not know.
        catch (Exception broken) when (broken is InvalidDataException or NotSupportedException or ArgumentException)
        {
        }
        throw new RefusedException(Problems.NotWhole());
    }

    // No database keeps U+0000, and no person types it.
    private static bool HasNothing(string? text) => text?.Contains('\0', StringComparison.Ordinal) == true;
}
