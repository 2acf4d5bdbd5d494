using IncidentDesk.Operations;

namespace IncidentDesk.Delivery;

/// <summary>Where simulated messages are laid down: files that any program of their kind opens, whole or not there.</summary>
public sealed class Outbox(DeskSettings settings)
{
    /// <returns>The file's name.</returns>
    public async Task<string> KeepAsync(string number, string channel, Guid delivery, byte[] content, CancellationToken cancellation)
    {
        var directory = Path.Combine(settings.DataDirectory, "outbox");
        Directory.CreateDirectory(directory);
        // The end of the id: its beginning is the time, which deliveries of one report share.
        var name = $"{number}-{delivery.ToString("N")[^12..]}.{EndingOf(channel)}";
        var path = Path.Combine(directory, name);
        await using (var file = new FileStream(path + ".new", FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await file.WriteAsync(content, cancellation);
            file.Flush(flushToDisk: true);
        }
        File.Move(path + ".new", path, overwrite: true);
        return name;
    }

    private static string EndingOf(string channel) => channel switch
    {
        "mail" => "eml",
        "webhook" => "json",
        _ => "txt",
    };
}
