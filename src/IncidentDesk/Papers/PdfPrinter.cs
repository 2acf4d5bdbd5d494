using System.Diagnostics;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;

namespace IncidentDesk.Papers;

/// <summary>
/// Has LibreOffice make a PDF, where the settings name it: one at a time, with a profile of its own that is thrown away, a limit of time, and nothing of this process's
/// environment that it does not need. It asks no network.
/// </summary>
public sealed class PdfPrinter(DeskSettings settings, ILogger<PdfPrinter> log) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60), LongestWait = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim one = new(1, 1);

    /// <exception cref="RefusedException">409 no-pdf or pdf-failed.</exception>
    public async Task<byte[]> PrintAsync(byte[] docx, CancellationToken cancellation)
    {
        if (settings.Papers.LibreOffice is not { } program)
            throw new RefusedException(Problems.Conflict("no-pdf"));
        if (!await one.WaitAsync(LongestWait, cancellation))
            throw new RefusedException(Problems.Conflict("pdf-failed"));
        var room = Directory.CreateTempSubdirectory("paper-").FullName;
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(room, "paper.docx"), docx, cancellation);
            await RunAsync(program, room, cancellation);
            var pdf = Path.Combine(room, "paper.pdf");
            return File.Exists(pdf) ? await File.ReadAllBytesAsync(pdf, cancellation) : throw new RefusedException(Problems.Conflict("pdf-failed"));
        }
        finally
        {
            one.Release();
            Sweep(room);
        }
    }

    public void Dispose() => one.Dispose();

    private async Task RunAsync(string program, string room, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = room, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["--headless", "--norestore", "--nolockcheck", $"-env:UserInstallation={new Uri(room + "/profile")}", "--convert-to", "pdf", "--outdir", room, "paper.docx"])
            start.ArgumentList.Add(argument);
        var path = Environment.GetEnvironmentVariable("PATH");
        start.Environment.Clear();
        (start.Environment["PATH"], start.Environment["HOME"], start.Environment["TMPDIR"], start.Environment["LANG"]) = (path, room, room, "C.UTF-8");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Longest);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("LibreOffice did not start.");
        try
        {
            // Read, so that a talkative program does not wait for us.
            var said = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            if (process.ExitCode != 0)
                log.LogWarning("LibreOffice ended with {Code}: {Said}", process.ExitCode, await said);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            log.LogWarning("LibreOffice made no PDF within {Seconds} seconds.", Longest.TotalSeconds);
        }
    }

    private static void Sweep(string room)
    {
        try
        {
            Directory.Delete(room, recursive: true);
        }
        catch (IOException)
        {
            // A child that is just ending may still write; what is left lies in the system's own temporary folder.
        }
    }
}
