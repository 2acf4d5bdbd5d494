using System.Runtime.Versioning;
using IncidentDesk.Operations;
using NUnit.Framework;

namespace IncidentDesk.Tests.Operations;

[Category("once")]
public sealed class DataDirectoryTests
{
    [Test]
    [Platform("Linux")]
    [SupportedOSPlatform("linux")]
    public void Nobody_but_the_desk_s_own_user_looks_into_its_data()
    {
        var above = Directory.CreateTempSubdirectory("desk-");
        var data = Path.Combine(above.FullName, "data");

        DataDirectory.Make(data);

        Assert.That(
            File.GetUnixFileMode(data), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        above.Delete(recursive: true);
    }
}
