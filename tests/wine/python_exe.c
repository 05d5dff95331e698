/* python.exe, which the wheel lacks: hands the words it was started with to Python's own library. */
#include <windows.h>

typedef int (*py_main)(int, wchar_t **);

int wmain(int argc, wchar_t **argv)
{
    HMODULE python = LoadLibraryW(PYTHON_DLL);
    if (!python)
        return 101;
    py_main run = (py_main)GetProcAddress(python, "Py_Main");
    return run ? run(argc, argv) : 102;
}
