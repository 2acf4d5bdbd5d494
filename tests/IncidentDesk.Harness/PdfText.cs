using System.Diagnostics;
using System.Text;

namespace IncidentDesk.Harness;

/// <summary>The words of a PDF, as Debian's pdftotext reads them.</summary>
public static class PdfText
{
    public static async Task<string> ReadAsync(byte[] pdf)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, pdf);
            using var reader = Process.Start(new ProcessStartInfo("/usr/bin/pdftotext", ["-enc", "UTF-8", "-raw", file, "-"]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
            return (await reader.StandardOutput.ReadToEndAsync()).Normalize();
        }
        finally
        {
            File.Delete(file);
        }
    }
}
